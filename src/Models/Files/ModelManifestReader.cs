using System.Globalization;
using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Models.Files;

/// <summary>Reads a manifest that a stranger may have written: all that is wrong with it is told at once, by line and key.</summary>
internal static class ModelManifestReader
{
    public const string Source = "The manifest of the model";
    private const int MostThreads = 256;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ModelManifest Read(byte[] bytes)
    {
        DocumentNode root = JsonDocumentReader.Read(Text(bytes), Source, ModelFile.MostManifestBytes);
        CheckFormat(root);
        return DocumentReader.Read(root, Source, value => value.Mapping(Manifest));
    }

    private static string Text(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new ServerlessTrainingException($"{Source} is not UTF-8 text: {error.Message}", error);
        }
    }

    /// <summary>First and by itself: of another format nothing else need be true.</summary>
    private static void CheckFormat(DocumentNode root)
    {
        DocumentScalar? format = (root as DocumentMapping)?.Entries.FirstOrDefault(entry => entry.Key == "format")?.Value as DocumentScalar;
        if (format is null or { Kind: not DocumentScalarKind.Number } || format.Text == $"{ModelManifest.FormatVersion}") return;
        throw new ServerlessTrainingException(
            $"{Source} has the format {DocumentText.Cut(format.Text)}; this program reads format {ModelManifest.FormatVersion}. " +
            "Open the model with the program that wrote it, or train it again.");
    }

    private static ModelManifest Manifest(MappingReader map)
    {
        map.Required("format", value => value.WholeNumber(ModelManifest.FormatVersion, ModelManifest.FormatVersion));
        Features features = map.Required("features", value => value.Mapping(ReadFeatures)) ?? new Features("", 0, default, FeatureOptions.Default, []);
        return new ModelManifest
        {
            ModelType = map.Required("model_type", value => value.Text()),
            FeatureSystem = features.System,
            FeatureSystemVersion = features.Version,
            Timeframe = features.Timeframe,
            FeatureOptions = features.Options,
            FeatureNames = features.Names,
            Scaler = map.Required("scaler", ReadScaler),
            Targets = map.Required("targets", value => value.List(ReadTarget)),
            HyperParameters = map.Required("hyper_parameters", ReadHyperParameters),
            Seed = map.Required("seed", value => value.Parsed<ulong>(TrySeed, "a whole number from 0 to 18446744073709551615 as a text")),
            Threads = map.Required("threads", value => value.WholeNumber(1, MostThreads)),
            DataHash = map.Required("data_hash", ReadHash),
            CodeVersion = map.Required("code_version", value => value.Text()),
            Created = map.Required("created", value => value.Parsed<DateTimeOffset>(TryInstant, "an instant in UTC such as 2026-01-31T12:00:00Z")),
            Report = map.Required("report", value => value.Mapping(ReadReport)),
            Files = map.Required("files", ReadFiles),
        };
    }

    private static Features ReadFeatures(MappingReader map) => new(
        map.Required("system", value => value.Text()),
        map.Required("version", value => value.WholeNumber(1, int.MaxValue)),
        map.Required("timeframe", ReadTimeframe),
        new FeatureOptions
        {
            Encoder = map.Required("encoder", ReadEncoder),
            IndicatorTimeframes = map.Optional("indicator_timeframes", value => value.List(ReadTimeframe), null!),
        },
        map.Required("names", value => value.List(name => name.Text())));

    private static FeatureEncoder ReadEncoder(DocumentValue value)
    {
        string name = value.OneOf([.. FeatureEncoders.All.Select(encoder => encoder.Name)]);
        return FeatureEncoders.All.FirstOrDefault(encoder => encoder.Name == name)!;
    }

    private static Timeframe ReadTimeframe(DocumentValue value) => value.Parsed<Timeframe>(
        (text, out timeframe) => Timeframe.TryParse(text, out timeframe) && timeframe.Name == text, "a timeframe such as 15m, 1h or 1d");

    private static FittedScaler ReadScaler(DocumentValue value) => value.Mapping(map =>
    {
        string kind = map.Required("kind", item => item.Text());
        IReadOnlyList<string> names = map.Required("features", item => item.List(name => name.Text()));
        IReadOnlyList<double> center = map.Required("center", item => item.List(number => number.Number()));
        IReadOnlyList<double> scale = map.Required("scale", item => item.List(number => number.Number()));
        IReadOnlyList<RowRange> rows = map.Required("fitted_rows", item => item.List(ReadRows));
        if (value.HasErrors) return null!;
        try
        {
            return new FittedScaler(kind, names, center, scale, rows);
        }
        catch (ServerlessTrainingException error)
        {
            value.Error(error.Message);
            return null!;
        }
    });

    private static RowRange ReadRows(DocumentValue value)
    {
        IReadOnlyList<int> ends = value.List(number => number.WholeNumber(0, int.MaxValue));
        if (ends.Count == 2 && ends[0] <= ends[1]) return new RowRange(ends[0], ends[1]);
        value.Error("must be the first row and the row behind the last, as in [0, 100]");
        return default;
    }

    private static Target ReadTarget(DocumentValue value) => value.Parsed<Target>(
        TryTarget, $"direction_h or return_h with a horizon from 1 to {LabelOptions.MaxHorizon}, as in direction_h3");

    private static HyperParameters ReadHyperParameters(DocumentValue value)
    {
        string json = value.Canonical();
        if (value.Node is not DocumentMapping) value.Error("must be a mapping of hyper-parameters to values");
        return value.HasErrors ? HyperParameters.None : HyperParameters.Parse(json);
    }

    private static TrainingReport ReadReport(MappingReader map) => new(
        map.Required("curves", value => value.List(curve => curve.Mapping(ReadCurve))),
        map.Required("importance", value => value.List(importance => importance.Mapping(ReadImportance))))
    {
        Notes = map.Required("notes", value => value.List(note => note.Text())),
    };

    private static LearningCurve ReadCurve(MappingReader map) => new(
        map.Optional<Target?>("target", value => ReadTarget(value), null),
        map.Required("loss", value => value.Text()),
        map.Required("fit", value => value.List(ReadLoss)),
        map.Required("tune", value => value.List(ReadLoss)),
        map.Required("best_iteration", value => value.WholeNumber(1, int.MaxValue)));

    private static FeatureImportance ReadImportance(MappingReader map) => new(
        map.Required("target", ReadTarget), map.Required("feature", value => value.Text()), map.Required("share", value => value.Number(0, 1)));

    private static double ReadLoss(DocumentValue value) => value.Node is DocumentScalar { Kind: DocumentScalarKind.Null } ? double.NaN : value.Number();

    private static Dictionary<string, ModelFileEntry> ReadFiles(DocumentValue value)
    {
        IReadOnlyList<KeyValuePair<string, ModelFileEntry>> entries = value.Entries(entry => entry.Mapping(map => new ModelFileEntry(
            map.Required("length", length => length.WholeNumber(0, ModelFile.MostFileBytes)), map.Required("sha256", ReadHash))));
        foreach (string name in entries.Select(entry => entry.Key).Where(name => !PackedNames.IsSafe(name) || !PackedNames.IsFree(name)))
        {
            value.Error($"'{DocumentText.Cut(name)}' is not a name for a file of a model; allowed are {PackedNames.Allowed}, but not {PackedNames.Reserved}");
        }

        return value.HasErrors ? [] : entries.ToDictionary();
    }

    private static string ReadHash(DocumentValue value) =>
        value.Parsed<string>((text, out hash) => Sha256.Is(hash = text ?? ""), "a SHA-256 of 64 digits and letters from a to f");

    private static bool TrySeed(string? text, out ulong seed) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);

    private static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant)
        && TimeInterval.Text(instant) == text;

    private static bool TryTarget(string? text, out Target target)
    {
        target = default;
        int digits = (text ?? "").LastIndexOf('h') + 1;
        if (!int.TryParse(text.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out int horizon) || horizon is < 1 or > LabelOptions.MaxHorizon) return false;
        target = new[] { Target.Direction(horizon), Target.Return(horizon) }.FirstOrDefault(candidate => candidate.Name == text);
        return target != default;
    }

    private sealed record Features(string System, int Version, Timeframe Timeframe, FeatureOptions Options, IReadOnlyList<string> Names);
}
