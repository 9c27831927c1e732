namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The body of POST /api/training/poc-batches: one training a candle. The candles are listed, or are every so many bars from a time to a time.</summary>
public sealed record CandleBatchRequest : CandleOptionsRequest
{
    /// <summary>Open times, as <see cref="CandleRequest.CandleDate"/>; null where <see cref="From"/>, <see cref="To"/> and <see cref="Every"/> are given.</summary>
    public IReadOnlyList<string>? Candles { get; init; }

    /// <summary>The first candle, or the first bar after it.</summary>
    public string? From { get; init; }

    /// <summary>No candle opens after it.</summary>
    public string? To { get; init; }

    /// <summary>Bars from one candle to the next, from 1.</summary>
    public int? Every { get; init; }
}
