namespace ServerlessTraining.Domain.Labels;

/// <summary>Which prices of a bar touch a barrier, and so at which price the position is left.</summary>
public enum BarrierTouch
{
    /// <summary>High and low, as resting orders are filled: at the barrier, or at the open of a bar that opens beyond it.</summary>
    HighLow,

    /// <summary>The close, as a strategy that looks once a bar sees it: left where such a strategy fills, at the next open (at that close
    /// with an entry delay of 0).</summary>
    Close,
}
