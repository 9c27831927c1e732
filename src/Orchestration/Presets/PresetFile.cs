using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage.Archives;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>A version of a preset as a file, for other installations.</summary>
/// <param name="Signature">Null where it is not signed.</param>
public sealed record PresetFile(PresetName Name, int Version, string Description, PresetContent Content, PresetSignature? Signature)
{
    public const string Format = "serverless-training.preset/1";
    public const string Extension = ".json";
    public const string ContentType = "application/json";

    /// <summary>The most that one may have: 1 MB.</summary>
    public const int MaxBytes = Http.JsonBody.MaxBytes;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string FileName => Name.Text + Extension;

    /// <summary>What a signature is of: canonical JSON of everything but itself, so that no white space and no order of fields matters.</summary>
    public byte[] SignedBytes() => Encoding.UTF8.GetBytes(CanonicalJson.Write(Fields()));

    /// <summary>For people and programs: indented UTF-8.</summary>
    public byte[] Write()
    {
        JsonObject json = Fields();
        if (Signature is { } signature)
        {
            json["signature"] = new JsonObject { ["algorithm"] = PresetSignature.Algorithm, ["public_key"] = signature.PublicKey, ["value"] = signature.Value };
        }

        return [.. JsonSerializer.SerializeToUtf8Bytes(json, ApiJson.Indented), (byte)'\n'];
    }

    /// <param name="bytes">From anybody.</param>
    /// <param name="source">Its name, as the head of an error text.</param>
    /// <exception cref="ServerlessTrainingException">It is no such file; everything that is wrong is told.</exception>
    public static PresetFile Read(ReadOnlyMemory<byte> bytes, string source) =>
        DocumentReader.Read(JsonDocumentReader.Read(TextOf(bytes.Span, source), source), source, value =>
        {
            PresetFile file = value.Mapping(map =>
            {
                _ = map.Required("format", v => v.OneOf([Format]));
                return new PresetFile(
                    map.Required("name", NameOf)!,
                    map.Required("version", v => v.WholeNumber(1, int.MaxValue)),
                    map.Required("description", v => v.Text(PresetVersions.LongestDescription)),
                    map.Required("content", PresetContentText.Read),
                    map.Optional<PresetSignature?>("signature", PresetSignature.Read, null));
            });
            if (!value.HasErrors) foreach (string misfit in PresetContentText.Misfits(file.Name, file.Content)) value.Error(misfit);
            return file;
        });

    internal static PresetName? NameOf(DocumentValue value)
    {
        string text = value.Text();
        if (text.Length == 0) return null;
        try
        {
            return PresetName.Parse(text);
        }
        catch (ServerlessTrainingException error)
        {
            value.Error(error.Message);
            return null;
        }
    }

    private static string TextOf(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.Length > MaxBytes) throw Unreadable(source, $"has {bytes.Length} bytes; at most {MaxBytes} are allowed");
        if (bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..]) throw Unreadable(source, "begins with a byte order mark; plain UTF-8 is needed");
        if (SafeZip.LooksLikeOne(bytes)) throw Unreadable(source, "is an archive itself; a preset in JSON is needed");
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw Unreadable(source, $"is not UTF-8 (byte {error.Index}); plain UTF-8 is needed");
        }
    }

    private static ServerlessTrainingException Unreadable(string source, string why) => new($"{source} {why}.");

    private JsonObject Fields() => new()
    {
        ["format"] = Format,
        ["name"] = Name.Text,
        ["version"] = Version,
        ["description"] = Description,
        ["content"] = JsonNode.Parse(PresetContentText.Write(Content)),
    };
}
