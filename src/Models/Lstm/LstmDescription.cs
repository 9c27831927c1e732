using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Lstm;

/// <summary>What <c>lstm.json</c> says beside the weights.</summary>
internal sealed record LstmDescription(LstmShape Shape, LstmOutputs Outputs, int FitSequences, int LeftOutRows)
{
    public const string FileName = "lstm.json";
    private const int Version = 1;
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    public byte[] Write()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("inputs", Shape.Inputs);
            json.WriteNumber("hidden", Shape.Hidden);
            json.WriteNumber("layers", Shape.Layers);
            json.WriteNumber("sequence_length", Shape.Sequence);
            json.WriteStartArray("horizons");
            foreach (int horizon in Outputs.Horizons) json.WriteNumberValue(horizon);
            json.WriteEndArray();
            json.WriteStartArray("return_scales");
            foreach (double scale in Outputs.ReturnScales) json.WriteNumberValue(scale);
            json.WriteEndArray();
            json.WriteNumber("fit_sequences", FitSequences);
            json.WriteNumber("left_out_rows", LeftOutRows);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="ServerlessTrainingException">Something in it is wrong, or does not go with the features and targets of the model.</exception>
    public static LstmDescription Read(byte[] file, int features, IReadOnlyList<Target> targets)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        }
        catch (DecoderFallbackException error)
        {
            throw new ServerlessTrainingException($"{FileName} is not UTF-8.", error);
        }

        return DocumentReader.Read(JsonDocumentReader.Read(text, FileName), FileName, root => Read(root, features, targets));
    }

    private static LstmDescription Read(DocumentValue root, int features, IReadOnlyList<Target> targets)
    {
        Raw raw = root.Mapping(map => new Raw(
            map.Required("version", v => v.WholeNumber(Version, Version)),
            map.Required("inputs", v => v.WholeNumber(1, int.MaxValue)),
            map.Required("hidden", Lstm2HeadOptions.ReadHidden),
            map.Required("layers", Lstm2HeadOptions.ReadLayers),
            map.Required("sequence_length", Lstm2HeadOptions.ReadSequenceLength),
            map.Required("horizons", v => v.List(item => item.WholeNumber(1, int.MaxValue))),
            map.Required("return_scales", v => v.List(item => item.Number(double.Epsilon))),
            map.Required("fit_sequences", v => v.WholeNumber(0, int.MaxValue)),
            map.Required("left_out_rows", v => v.WholeNumber(0, int.MaxValue))));
        if (root.HasErrors) return null!;
        if (raw.Inputs != features) root.Error($"inputs is {raw.Inputs}, but the model has {features} features");
        int[] horizons = [.. targets.Select(target => target.Horizon).Distinct().Order()];
        if (!horizons.SequenceEqual(raw.Horizons)) root.Error($"horizons is [{string.Join(", ", raw.Horizons)}], but the targets have [{string.Join(", ", horizons)}]");
        if (raw.ReturnScales.Count != raw.Horizons.Count) root.Error($"there are {raw.ReturnScales.Count} return_scales for {raw.Horizons.Count} horizons");
        if (root.HasErrors) return null!;
        LstmShape shape = new(raw.Inputs, raw.Hidden, raw.Layers, raw.SequenceLength, raw.Horizons.Count);
        return new LstmDescription(shape, new LstmOutputs(raw.Horizons, raw.ReturnScales), raw.FitSequences, raw.LeftOutRows);
    }

    private sealed record Raw(
        int Version, int Inputs, int Hidden, int Layers, int SequenceLength, IReadOnlyList<int> Horizons, IReadOnlyList<double> ReturnScales, int FitSequences, int LeftOutRows);
}
