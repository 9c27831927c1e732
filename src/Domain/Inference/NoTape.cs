namespace ServerlessTraining.Domain.Inference;

/// <summary>Keeps nothing.</summary>
internal readonly struct NoTape : IBacktestTape
{
    public bool Records => false;

    public void Mark(int fromBar, int toBar, double cash, double shares, int? regime)
    {
    }

    public void Close(Trade trade)
    {
    }
}
