using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Everything that decides the result of training one fold. Equal works give equal results, so their key names the result.</summary>
/// <param name="Configuration">Canonical JSON of the configuration, with the horizon that is trained.</param>
/// <param name="DataFingerprint">Of the bars.</param>
/// <param name="FoldOptions">Canonical JSON of what the fold plan was made of, so that whoever trains can make it again.</param>
/// <param name="FoldPlanKey">Of the fold plan that came of it.</param>
/// <param name="Fold">The fold's number in the plan, from 1.</param>
/// <param name="Seed">Of everything random in it.</param>
/// <param name="CodeVersion">Of the program: another version may give another result.</param>
public sealed record FoldWork(string Configuration, string DataFingerprint, string FoldOptions, string FoldPlanKey, int Fold, ulong Seed, string CodeVersion)
{
    /// <summary>The <see cref="Kind"/> of a training from a candle.</summary>
    public const string Candle = "candle";

    /// <summary>The <see cref="Kind"/> of a fold that a search for hyper-parameters measures. It is a fold of a configuration in all but this: it leaves figures and no files,
    /// so its key is not that of the fold whose files somebody may open.</summary>
    public const string Trial = "trial";

    /// <summary>Tells a training that is made again to be compared from the one that counts: it has a key of its own, and so rows and files of its own, and nobody finds it.
    /// Null for the one that counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Repeat { get; init; }

    /// <summary>What is trained, and so by whom: null for a fold of a configuration, <see cref="Candle"/> for a run from a candle,
    /// <see cref="Trial"/> for a trial of a study.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    /// <summary>SHA-256 of the canonical text, 64 lower-case hexadecimal digits.</summary>
    [JsonIgnore]
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText)));

    /// <summary>The work of this program on one fold of a plan.</summary>
    public static FoldWork Of(TrainingConfiguration configuration, string dataFingerprint, FoldPlan plan, int fold, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(plan);
        return new FoldWork(configuration.CanonicalText, dataFingerprint, FoldOptionsText.Write(plan.Options), plan.Key, fold, seed, BuildInfo.Version);
    }

    // The seed is text: a number of 64 bits does not survive every JSON reader.
    private string CanonicalText
    {
        get
        {
            JsonObject parts = new()
            {
                ["code_version"] = CodeVersion,
                ["configuration"] = JsonNode.Parse(Configuration),
                ["data_fingerprint"] = DataFingerprint,
                ["fold"] = Fold,
                ["fold_options"] = JsonNode.Parse(FoldOptions),
                ["fold_plan"] = FoldPlanKey,
                ["seed"] = Seed.ToString(CultureInfo.InvariantCulture),
            };
            if (Kind is not null) parts["kind"] = Kind;
            if (Repeat is not null) parts["repeat"] = Repeat;
            return CanonicalJson.Write(parts);
        }
    }
}
