using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Files;

/// <summary>A manifest as canonical JSON: the same manifest gives the same bytes.</summary>
internal static class ModelManifestWriter
{
    private const string IdentityForm = "model/1";

    public static ModelManifest Describe(IModel model, ModelContext context, IReadOnlyDictionary<string, byte[]> files) => new()
    {
        ModelType = model.ModelType,
        FeatureSystem = context.FeatureSystem.Name,
        FeatureSystemVersion = context.FeatureSystem.Version,
        Timeframe = context.Timeframe,
        FeatureOptions = ReadOf(context),
        FeatureNames = model.FeatureNames,
        Scaler = context.Scaler,
        Targets = model.Targets,
        HyperParameters = context.HyperParameters,
        Seed = context.Seed,
        Threads = context.Threads,
        DataHash = context.DataHash,
        CodeVersion = context.CodeVersion,
        Created = context.Created,
        Report = model.Report,
        Files = files.ToDictionary(file => file.Key, file => new ModelFileEntry(file.Value.Length, Sha256.Of(file.Value))),
    };

    public static byte[] Write(ModelManifest manifest) => Encoding.UTF8.GetBytes(Canonical(json =>
    {
        json.WriteNumber("format", ModelManifest.FormatVersion);
        json.WriteString("model_type", manifest.ModelType);
        Features(json, manifest);
        json.WriteStartObject("scaler");
        ScalerState(json, manifest);
        Texts(json, "features", manifest.Scaler.FeatureNames);
        json.WriteStartArray("fitted_rows");
        foreach (RowRange range in manifest.Scaler.FittedRows) Numbers(json, null, [range.First, range.End]);
        json.WriteEndArray();
        json.WriteEndObject();
        Texts(json, "targets", manifest.Targets.Select(target => target.Name));
        json.WritePropertyName("hyper_parameters");
        json.WriteRawValue(manifest.HyperParameters.Json);
        // A text, because a JSON number holds whole numbers to 2^53 only.
        json.WriteString("seed", manifest.Seed.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("threads", manifest.Threads);
        json.WriteString("data_hash", manifest.DataHash);
        json.WriteString("code_version", manifest.CodeVersion);
        json.WriteString("created", TimeInterval.Text(manifest.Created));
        Report(json, manifest.Report);
        json.WriteStartObject("files");
        foreach ((string name, ModelFileEntry entry) in manifest.Files)
        {
            json.WriteStartObject(name);
            json.WriteNumber("length", entry.Length);
            json.WriteString("sha256", entry.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }));

    /// <summary>What <see cref="ModelManifest.Hash"/> is taken of.</summary>
    public static string Identity(ModelManifest manifest) => Canonical(json =>
    {
        json.WriteString("form", IdentityForm);
        json.WriteString("model_type", manifest.ModelType);
        Features(json, manifest);
        json.WriteStartObject("scaler");
        ScalerState(json, manifest);
        json.WriteEndObject();
        Texts(json, "targets", manifest.Targets.Select(target => target.Name));
        json.WriteStartObject("files");
        foreach ((string name, ModelFileEntry entry) in manifest.Files) json.WriteString(name, entry.Sha256);
        json.WriteEndObject();
    });

    /// <summary>The options that change a feature, so that a model does not seem to depend on others; a default that could change later is written out.</summary>
    private static FeatureOptions ReadOf(ModelContext context)
    {
        FeatureOptions given = context.FeatureOptions;
        return new FeatureOptions
        {
            Encoder = context.FeatureSystem.ReadsEncoder ? given.Encoder : FeatureOptions.Default.Encoder,
            IndicatorTimeframes = context.FeatureSystem.ReadsIndicatorTimeframes ? given.TimeframesFor(context.Timeframe) : null,
        };
    }

    private static string Canonical(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        string text = Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        return CanonicalJson.Write(JsonDocumentReader.Read(text, ModelManifestReader.Source, ModelFile.MostManifestBytes));
    }

    private static void Features(Utf8JsonWriter json, ModelManifest manifest)
    {
        json.WriteStartObject("features");
        json.WriteString("system", manifest.FeatureSystem);
        json.WriteNumber("version", manifest.FeatureSystemVersion);
        json.WriteString("timeframe", manifest.Timeframe.Name);
        json.WriteString("encoder", manifest.FeatureOptions.Encoder.Name);
        if (manifest.FeatureOptions.IndicatorTimeframes is { } timeframes) Texts(json, "indicator_timeframes", timeframes.Select(timeframe => timeframe.Name));
        Texts(json, "names", manifest.FeatureNames);
        json.WriteEndObject();
    }

    private static void ScalerState(Utf8JsonWriter json, ModelManifest manifest)
    {
        json.WriteString("kind", manifest.Scaler.Kind);
        Numbers(json, "center", manifest.Scaler.Center);
        Numbers(json, "scale", manifest.Scaler.Scale);
    }

    private static void Report(Utf8JsonWriter json, TrainingReport report)
    {
        json.WriteStartObject("report");
        json.WriteStartArray("curves");
        foreach (LearningCurve curve in report.Curves)
        {
            json.WriteStartObject();
            if (curve.Target is { } target) json.WriteString("target", target.Name);
            json.WriteString("loss", curve.Loss);
            Numbers(json, "fit", curve.Fit);
            Numbers(json, "tune", curve.Tune);
            json.WriteNumber("best_iteration", curve.BestIteration);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("importance");
        foreach (FeatureImportance importance in report.Importance)
        {
            json.WriteStartObject();
            json.WriteString("target", importance.Target.Name);
            json.WriteString("feature", importance.Feature);
            json.WriteNumber("share", importance.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Texts(json, "notes", report.Notes);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>A loss that could not be computed is null.</summary>
    private static void Numbers(Utf8JsonWriter json, string? name, IEnumerable<double> values)
    {
        if (name is not null) json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (double value in values)
        {
            if (double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }
}
