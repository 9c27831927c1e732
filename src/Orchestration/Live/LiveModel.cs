using System.Text.Json;

namespace ServerlessTraining.Orchestration.Live;

/// <summary>A published model of a market.</summary>
/// <param name="Market">As `BTCUSDT_1h`.</param>
/// <param name="Version">In the market, from 1.</param>
/// <param name="Live">Whether it is the one that the market is forecast by; of the others each can be made it again.</param>
/// <param name="Source">As <see cref="LiveModelSource"/> has it.</param>
/// <param name="Threshold">A probability of at least so much is forecast as a rise.</param>
/// <param name="Figures">How good it was, as whoever published it wrote them.</param>
/// <param name="Hash">Of what it forecasts by.</param>
public sealed record LiveModel(
    string Market,
    int Version,
    bool Live,
    string Source,
    string SourceId,
    DateTimeOffset PublishedAt,
    string ModelType,
    string FeatureSystem,
    double Threshold,
    JsonElement Figures,
    string Hash);
