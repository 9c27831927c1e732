namespace ServerlessTraining.Domain.Labels;

/// <summary>What ended a triple-barrier label.</summary>
public enum BarrierOutcome : byte
{
    /// <summary>The row has no label.</summary>
    None,

    /// <summary>Time ran out between the barriers.</summary>
    Horizon,

    TakeProfit,

    Stop,
}
