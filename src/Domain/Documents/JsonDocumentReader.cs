using System.Text;
using System.Text.Json;

namespace ServerlessTraining.Domain.Documents;

/// <summary>Reads JSON as RFC 8259 has it. Comments and trailing commas are refused, so that every other tool reads the same file: who wants comments writes YAML.</summary>
public static class JsonDocumentReader
{
    /// <exception cref="DocumentException">The text is no JSON, or breaks a rule of <see cref="DocumentBuilder"/>.</exception>
    /// <param name="text">The document.</param>
    /// <param name="source">What it is, as the head of an error text.</param>
    /// <param name="maxLength">Characters that are allowed: more only for what the product wrote itself.</param>
    public static DocumentNode Read(string text, string source = "The document", int maxLength = DocumentBuilder.MaxLength)
    {
        DocumentBuilder builder = new(source, maxLength);
        byte[] bytes = Encoding.UTF8.GetBytes(builder.Prepare(text));
        // The builder refuses deep nesting with a position and a path; the framework's own limit only has to lie beyond it.
        Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = 2 * DocumentBuilder.MaxDepth });
        Utf8TextPosition position = new(bytes);
        try
        {
            while (reader.Read()) Take(ref reader, builder, position.At((int)reader.TokenStartIndex));
        }
        catch (JsonException error)
        {
            DocumentPosition where = new Utf8TextPosition(bytes).At(error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
            throw builder.Fatal(where, $"this is not JSON: {Sentence(error.Message)}");
        }

        return builder.Finish();
    }

    private static void Take(ref Utf8JsonReader reader, DocumentBuilder builder, DocumentPosition position)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                builder.StartMapping(position);
                break;
            case JsonTokenType.StartArray:
                builder.StartSequence(position);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                builder.End();
                break;
            case JsonTokenType.PropertyName:
                builder.Key(TextOf(ref reader, builder, position), position);
                break;
            case JsonTokenType.String:
                builder.Scalar(DocumentScalarKind.Text, TextOf(ref reader, builder, position), position);
                break;
            case JsonTokenType.Number:
                builder.Scalar(DocumentScalarKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), position);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                builder.Scalar(DocumentScalarKind.Boolean, reader.TokenType == JsonTokenType.True ? "true" : "false", position);
                break;
            default:
                builder.Scalar(DocumentScalarKind.Null, "null", position);
                break;
        }
    }

    private static string TextOf(ref Utf8JsonReader reader, DocumentBuilder builder, DocumentPosition position)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone: well-formed JSON, but no text.
            builder.Error(position, DocumentBuilder.HalfCharacter);
            return "";
        }
    }

    /// <summary>The framework ends its message with its own account of the place, in bytes from 0; ours stands before the text already.</summary>
    private static string Sentence(string message)
    {
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
