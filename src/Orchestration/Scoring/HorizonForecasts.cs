using System.Security.Cryptography;
using System.Text;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>The models of one horizon of a run.</summary>
/// <param name="Folds">Those of the average, by number.</param>
internal sealed record HorizonForecasts(int Horizon, IReadOnlyList<FoldForecasts> Folds)
{
    public string ModelId => IdOf(Folds.Select(fold => fold.ModelHash));

    /// <summary>SHA-256 over the hashes of models, a line each: one name for all of them.</summary>
    public static string IdOf(IEnumerable<string> hashes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', hashes))));
}
