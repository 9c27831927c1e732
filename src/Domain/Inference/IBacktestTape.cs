namespace ServerlessTraining.Domain.Inference;

/// <summary>What the simulator tells while it runs. Implemented by structs, so that the one that keeps nothing costs nothing.</summary>
internal interface IBacktestTape
{
    /// <summary>Without it nobody makes a <see cref="Trade"/>.</summary>
    bool Records { get; }

    /// <summary>At the closes from bar to bar (not including the last) the equity was cash + shares x close. Without a regime each bar counts for its
    /// own.</summary>
    void Mark(int fromBar, int toBar, double cash, double shares, int? regime);

    void Close(Trade trade);
}
