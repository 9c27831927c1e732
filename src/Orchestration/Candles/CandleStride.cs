namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Candles that lie so many bars apart.</summary>
/// <param name="From">The first candle opens then or is the first bar after it.</param>
/// <param name="To">None opens after it.</param>
/// <param name="Every">Bars from one to the next, from 1.</param>
internal sealed record CandleStride(DateTimeOffset From, DateTimeOffset To, int Every);
