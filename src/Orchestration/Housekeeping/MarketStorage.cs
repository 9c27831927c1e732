namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What the models of a market took and take.</summary>
/// <param name="Trained">Runs whose models were trained and scored.</param>
/// <param name="Kept">Those of them that hold a regime.</param>
/// <param name="BytesTrained">Of the models of all of them, as they were written.</param>
/// <param name="BytesKept">Of the models of its runs that are stored now, as stored.</param>
public sealed record MarketStorage(string Symbol, string Timeframe, int Trained, int Kept, long BytesTrained, long BytesKept)
{
    public long BytesSaved => Math.Max(0, BytesTrained - BytesKept);

    /// <summary>0 to 1; null where nothing was trained.</summary>
    public double? SavedShare => BytesTrained == 0 ? null : (double)BytesSaved / BytesTrained;
}
