using System.Security.Cryptography;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>run_meta.json of a run: written last, so that the artifacts are whole where it is.</summary>
/// <param name="ModelHash">Of what the model forecasts by: equal hashes are equal models.</param>
/// <param name="Seconds">That the training took.</param>
/// <param name="Device">cpu or the name of a GPU.</param>
/// <param name="Threads">Of the training.</param>
/// <param name="Machine">What the last digits of a training depend on besides.</param>
/// <param name="Attempts">Tries that the training took.</param>
public sealed record CandleRunMeta(
    string RunId, DateTimeOffset Started, DateTimeOffset Finished, string ModelHash, double Seconds, string Device, int? Threads, string? Machine, int Attempts, string CodeVersion)
{
    /// <summary>SHA-256 of every other file, by its name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    internal static IReadOnlyDictionary<string, string> Describe(IReadOnlyDictionary<string, byte[]> files) => files
        .OrderBy(file => file.Key, StringComparer.Ordinal)
        .ToDictionary(file => file.Key, file => Convert.ToHexStringLower(SHA256.HashData(file.Value)));
}
