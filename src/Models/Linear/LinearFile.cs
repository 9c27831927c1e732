using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Linear;

/// <summary>The file of a linear model: intercept and coefficients of each target, in the order of the features, each number in the shortest digits that give it
/// back.</summary>
internal static class LinearFile
{
    public const string Name = "linear.json";
    private const int Format = 1;
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    public static byte[] Write(string modelType, IReadOnlyList<LinearPredictor> predictors)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Layout))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            writer.WriteString("model_type", modelType);
            writer.WriteStartArray("targets");
            foreach (LinearPredictor predictor in predictors)
            {
                writer.WriteStartObject();
                writer.WriteString("target", predictor.Target.Name);
                writer.WriteNumber("intercept", predictor.Intercept);
                writer.WriteStartArray("coefficients");
                foreach (double coefficient in predictor.Coefficients) writer.WriteNumberValue(coefficient);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static IReadOnlyList<LinearPredictor> Read(string modelType, SavedModel saved)
    {
        if (!saved.Files.TryGetValue(Name, out byte[]? bytes) || saved.Files.Count != 1)
        {
            string found = saved.Files.Count == 0 ? "none" : string.Join(", ", saved.Files.Keys.Order(StringComparer.Ordinal));
            throw new ServerlessTrainingException($"A {modelType} model has one file, {Name}, but these were found: {found}.");
        }

        DocumentNode root = JsonDocumentReader.Read(Encoding.UTF8.GetString(bytes), Name);
        return DocumentReader.Read(root, Name, value => value.Mapping(map =>
        {
            map.Required("format", format => format.WholeNumber(Format, Format));
            map.Required("model_type", type => type.OneOf([modelType]));
            return map.Required("targets", targets => Targets(targets, saved));
        }));
    }

    private static IReadOnlyList<LinearPredictor> Targets(DocumentValue targets, SavedModel saved)
    {
        int next = 0;
        IReadOnlyList<LinearPredictor> read = targets.List(item => Predictor(item, saved, next++));
        if (targets.HasErrors || read.Count == saved.Targets.Count) return read;
        targets.Error($"must have {saved.Targets.Count} targets ({string.Join(", ", saved.Targets)}), but has {read.Count}");
        return read;
    }

    private static LinearPredictor Predictor(DocumentValue item, SavedModel saved, int index) => item.Mapping(map =>
    {
        Target target = index < saved.Targets.Count ? saved.Targets[index] : default;
        if (index < saved.Targets.Count) map.Required("target", name => name.OneOf([target.Name]));
        else map.Required("target", name => name.Text());
        double intercept = map.Required("intercept", number => number.Number());
        double[] coefficients = map.Required("coefficients", list => Coefficients(list, saved.FeatureNames.Count)) ?? [];
        return new LinearPredictor(target, intercept, coefficients);
    });

    private static double[] Coefficients(DocumentValue list, int features)
    {
        double[] coefficients = [.. list.List(number => number.Number())];
        if (coefficients.Length != features) list.Error($"must have {features} numbers, one a feature, but has {coefficients.Length}");
        return coefficients;
    }
}
