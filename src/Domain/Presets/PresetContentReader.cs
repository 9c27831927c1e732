using System.Globalization;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Presets;

/// <summary>Reads a content out of a document; see <see cref="PresetContentText"/>.</summary>
internal static class PresetContentReader
{
    /// <summary>Of an ensemble.</summary>
    public const int MostMembers = 16;

    private const int LongestVerdict = 2000;
    private const int MostTrials = 1_000_000;
    private const int MostSeeds = 1000;
    private const int MostEdges = 1000;
    private const int MostEntryDelay = 1000;

    // Whole numbers beyond it are not told apart in JSON.
    private const double LargestWhole = 9_007_199_254_740_991;

    // A sum of rounded shares.
    private const double Rounding = 1e-6;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
    private static readonly string[] Statuses = [.. Enum.GetValues<PresetStatus>().Select(PresetContentWriter.Word)];

    public static PresetContent Read(DocumentValue value)
    {
        string? hash = null;
        PresetContent content = value.Mapping(map =>
        {
            hash = map.Optional<string?>("config_hash", v => v.Text(), null);
            return new PresetContent
            {
                Dataset = map.Required("dataset", Dataset),
                Features = map.Required("features", Features),
                Model = map.Required("model", Model),
                Horizons = map.Required("horizons", Horizons),
                Search = map.Optional<PresetSearch?>("search", Search, null),
                HyperParameters = map.Required("hyper_parameters", Object),
                ValidationMetrics = map.Required("validation_metrics", Metrics),
                HeldOut = map.Optional<PresetHeldOut?>("held_out", HeldOut, null),
                Stability = map.Optional<PresetStability?>("stability", Stability, null),
                Training = map.Required("training", Training),
                Status = map.Required("status", v => Status(v.OneOf(Statuses))),
                AutoValidated = map.Optional("auto_validated", v => v.Boolean(), false),
                Members = map.Optional<IReadOnlyList<PresetMember>?>("members", Members, null),
                Inputs = map.Optional<IReadOnlyDictionary<string, PresetDistribution>?>("inputs", v => Map(v, Distribution), null),
            };
        });
        // What contradicts itself can only be seen in parts that are right by themselves.
        if (!value.HasErrors) Check(value, content, hash);
        return content;
    }

    private static void Check(DocumentValue value, PresetContent content, string? hash)
    {
        bool isEnsemble = content.Model.Type == ArchitectureNames.EnsembleType;
        if (isEnsemble && content.Members is null) value.Error("is of model.type ensemble, but has no members");
        if (!isEnsemble && content.Members is not null) value.Error($"has members, but is of model.type {content.Model.Type}; only an ensemble has members");
        if (isEnsemble && content.HyperParameters != HyperParameters.None.Json) value.Error("is an ensemble, whose hyper_parameters must be {}: its members have their own");
        if (hash is not null && hash != content.ConfigHash)
        {
            value.Error($"has the config_hash '{DocumentText.Cut(hash)}', but what decides its training has {content.ConfigHash}; leave it out after an edit");
        }
    }

    private static PresetDataset Dataset(DocumentValue value) => value.Mapping(map =>
    {
        PresetDataset dataset = new(
            map.Required("fingerprint", v => v.Text()), map.Required("from", Time), map.Required("to", Time), map.Required("bars", v => v.WholeNumber(1, int.MaxValue)));
        if (!value.HasErrors && dataset.From >= dataset.To) value.Error($"must end after it begins, but is {TimeInterval.Text(dataset.From)} to {TimeInterval.Text(dataset.To)}");
        return dataset;
    });

    private static PresetFeatures Features(DocumentValue value) => value.Mapping(map => new PresetFeatures(
        map.Required("system", v => v.Text(PresetName.LongestWord)),
        map.Required("version", v => v.Text(PresetName.LongestWord)),
        map.Required("encoder", v => v.Text(PresetName.LongestWord)),
        map.Optional("indicator_timeframes", v => v.List(item => GridValues.Timeframe(item).ToString()), [])));

    private static PresetModel Model(DocumentValue value) => value.Mapping(map =>
    {
        PresetModel model = new(map.Required("type", v => v.Text(PresetName.LongestWord)), map.Required("architecture", v => v.Text(PresetName.LongestWord)));
        if (!value.HasErrors && !ArchitectureNames.Default.Fit(model.Type, model.Architecture))
        {
            value.Error($"has the type '{model.Type}' and the architecture '{model.Architecture}', which do not belong together");
        }

        return model;
    });

    private static IReadOnlyList<int> Horizons(DocumentValue value)
    {
        IReadOnlyList<int> horizons = value.List(GridValues.Horizon);
        if (value.Node is DocumentSequence && horizons.Count is 0 or > PresetName.MostHorizons)
        {
            value.Error($"must be 1 to {PresetName.MostHorizons} horizons, but are {horizons.Count}");
        }

        if (!value.HasErrors && horizons.Zip(horizons.Skip(1)).Any(pair => pair.First >= pair.Second)) value.Error("must be ascending, each once");
        return horizons;
    }

    private static PresetSearch Search(DocumentValue value) => value.Mapping(map => new PresetSearch(
        map.Required("study_id", v => v.Text()),
        map.Required("phase", v => v.WholeNumber(1, 4)),
        map.Required("trials", v => v.WholeNumber(0, MostTrials)),
        map.Required("seed", Seed),
        map.Required("objective", v => v.Text()),
        map.Optional<double?>("best_metric", v => v.Number(), null),
        map.Required("importance", v => Map(v, share => share.Number(0, 1))),
        map.Required("space", Object)));

    private static PresetHeldOut HeldOut(DocumentValue value) => value.Mapping(map => new PresetHeldOut(
        map.Required("from", Time),
        map.Required("to", Time),
        map.Required("preset", Metrics),
        map.Required("defaults", Metrics),
        map.Optional<double?>("deflated_probability", v => v.Number(0, 1), null),
        map.Required("looks", v => v.WholeNumber(0, int.MaxValue)),
        map.Required("beats_defaults", v => v.Boolean()),
        map.Required("verdict", v => v.Text(LongestVerdict))));

    private static PresetStability Stability(DocumentValue value) => value.Mapping(map =>
    {
        PresetStability stability = new(
            map.Required("seeds", v => v.List(seed => seed.Mapping(pair => new PresetSeed(pair.Required("seed", Seed), pair.Required("value", n => n.Number()))))),
            map.Required("mean", v => v.Number()),
            map.Required("spread", v => v.Number(0)),
            map.Required("median_seed", Seed));
        if (value.HasErrors) return stability;
        if (stability.Seeds.Count is 0 or > MostSeeds) value.Error($"must have 1 to {MostSeeds} seeds, but has {stability.Seeds.Count}");
        else if (stability.Seeds.All(seed => seed.Seed != stability.MedianSeed)) value.Error($"has the median_seed {stability.MedianSeed}, which is none of its seeds");
        return stability;
    });

    private static PresetTraining Training(DocumentValue value) => value.Mapping(map => new PresetTraining(
        map.Required("days", GridValues.Days),
        map.Required("fold_mode", v => v.OneOf(["quick", "full"])),
        map.Optional<int?>("test_days", v => v.WholeNumber(1, FoldOptions.MaxDays), null),
        map.Required("entry_delay", v => v.WholeNumber(0, MostEntryDelay)),
        map.Required("seed", v => (ulong)v.WholeNumber(0, int.MaxValue))));

    private static IReadOnlyList<PresetMember> Members(DocumentValue value)
    {
        IReadOnlyList<PresetMember> members = value.List(item => item.Mapping(map => new PresetMember(
            map.Required("name", MemberName), map.Required("version", v => v.WholeNumber(1, int.MaxValue)), map.Required("weight", v => v.Number(double.Epsilon, 1)))));
        if (value.HasErrors) return members;
        if (members.Count is < 2 or > MostMembers) value.Error($"must be 2 to {MostMembers} presets, but are {members.Count}");
        if (members.DistinctBy(member => (member.Name, member.Version)).Count() < members.Count) value.Error("must be different presets or versions, but one stands there twice");
        double sum = members.Sum(member => member.Weight);
        if (Math.Abs(sum - 1) > Rounding) value.Error($"must have weights that sum to 1, but they sum to {CanonicalNumber.Write(sum)}");
        return members;
    }

    private static string MemberName(DocumentValue value)
    {
        string text = value.Text();
        if (value.HasErrors) return text;
        try
        {
            if (PresetName.Parse(text).Architecture == ArchitectureNames.EnsembleWord) value.Error("is an ensemble itself; name its members instead");
        }
        catch (ServerlessTrainingException error)
        {
            value.Error(error.Message);
        }

        return text;
    }

    private static PresetDistribution Distribution(DocumentValue value) => value.Mapping(map =>
    {
        PresetDistribution distribution = new(map.Required("edges", v => v.List(edge => edge.Number())), map.Required("shares", v => v.List(share => share.Number(0, 1))));
        if (value.HasErrors) return distribution;
        (IReadOnlyList<double> edges, IReadOnlyList<double> shares) = (distribution.Edges, distribution.Shares);
        if (edges.Count is 0 or > MostEdges) value.Error($"must have 1 to {MostEdges} edges, but has {edges.Count}");
        if (shares.Count != edges.Count + 1) value.Error($"must have one more share than edges, but has {shares.Count} and {edges.Count}");
        if (edges.Zip(edges.Skip(1)).Any(pair => pair.First >= pair.Second)) value.Error("must have ascending edges");
        if (Math.Abs(shares.Sum() - 1) > Rounding) value.Error($"must have shares that sum to 1, but they sum to {CanonicalNumber.Write(shares.Sum())}");
        return distribution;
    });

    private static IReadOnlyDictionary<string, double?> Metrics(DocumentValue value) =>
        Map(value, metric => metric.Node is DocumentScalar { Kind: DocumentScalarKind.Null } ? (double?)null : metric.Number());

    private static Dictionary<string, T> Map<T>(DocumentValue value, Func<DocumentValue, T> read)
    {
        Dictionary<string, T> map = new(StringComparer.Ordinal);
        foreach ((string name, T entry) in value.Entries(read)) map[name] = entry;
        if (map.Keys.Any(name => name.Length is 0 or > PresetName.LongestKey || name.Any(char.IsControl)))
        {
            value.Error($"has a name that is none; names have 1 to {PresetName.LongestKey} characters on one line");
        }

        return map;
    }

    private static string Object(DocumentValue value) => HyperParameters.Read(value).Json;

    private static ulong Seed(DocumentValue value)
    {
        double seed = value.Number(0, LargestWhole);
        if (!double.IsInteger(seed)) value.Error("must be a whole number");
        return (ulong)seed;
    }

    private static DateTimeOffset Time(DocumentValue value) => value.Parsed<DateTimeOffset>(ParseTime, "a time in UTC such as 2026-01-31T12:00:00Z");

    private static bool ParseTime(string? text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, Utc, out time);

    private static PresetStatus Status(string word) => Enum.TryParse(word, ignoreCase: true, out PresetStatus status) ? status : default;
}
