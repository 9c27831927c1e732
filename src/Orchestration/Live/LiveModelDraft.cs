using System.Text.Json;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Live;

/// <summary>A trained model that is to be the live one of its market.</summary>
/// <param name="Source">What made it: <see cref="LiveModelSource.Job"/> or <see cref="LiveModelSource.Candle"/>.</param>
/// <param name="SourceId">Of the job or the run: with <paramref name="Source"/> it makes the publication one.</param>
/// <param name="Files">As <see cref="Models.Files.ModelFile.Pack"/> wrote them.</param>
/// <param name="Threshold">A probability of at least so much is forecast as a rise; 0 to 1.</param>
/// <param name="Figures">How good it was, as a JSON object: shown, never read.</param>
public sealed record LiveModelDraft(
    Symbol Symbol, Timeframe Timeframe, string Source, string SourceId, IReadOnlyDictionary<string, byte[]> Files, double Threshold, JsonElement Figures);
