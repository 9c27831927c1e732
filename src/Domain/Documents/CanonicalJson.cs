using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessTraining.Domain.Documents;

/// <summary>One text for one value, after RFC 8785 (JCS): keys sorted by UTF-16 unit, no white space, numbers as <see cref="CanonicalNumber"/> has them, only `"`, `\` and
/// control characters escaped. Text is kept as it is: RFC 8785 forbids Unicode normalisation, which would moreover do nothing in a process with invariant globalisation, so
/// that a hash would depend on a switch of the process.</summary>
public static class CanonicalJson
{
    /// <exception cref="DocumentException">A number has no exact place among doubles (<see cref="CanonicalNumber.TryWrite"/>).</exception>
    public static string Write(DocumentNode node)
    {
        DocumentErrors errors = new();
        string text = Write(node, "", errors);
        errors.ThrowIfAny("The document");
        return text;
    }

    public static string Write(JsonElement element) => Write(JsonDocumentReader.Read(element.GetRawText()));

    public static string Write(JsonNode? node) => Write(JsonDocumentReader.Read(node?.ToJsonString() ?? "null"));

    /// <summary>Notes a number that has no place among doubles, with the path of the value that it stands in.</summary>
    internal static string Write(DocumentNode node, string path, DocumentErrors errors)
    {
        StringBuilder text = new();
        Append(text, node, (scalar, problem) => errors.Add(scalar.Position, path, $"{scalar.Describe()} {problem}"));
        return text.ToString();
    }

    /// <summary>A text as a JSON string.</summary>
    internal static string Quote(string text)
    {
        StringBuilder quoted = new();
        Append(quoted, text);
        return quoted.ToString();
    }

    private static void Append(StringBuilder text, DocumentNode node, Action<DocumentScalar, string> refuse)
    {
        switch (node)
        {
            case DocumentMapping mapping:
                char before = '{';
                foreach (DocumentEntry entry in mapping.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    text.Append(before);
                    Append(text, entry.Key);
                    text.Append(':');
                    Append(text, entry.Value, refuse);
                    before = ',';
                }

                text.Append(mapping.Entries.Count == 0 ? "{}" : "}");
                break;
            case DocumentSequence sequence:
                text.Append('[');
                for (int i = 0; i < sequence.Items.Count; i++)
                {
                    if (i > 0) text.Append(',');
                    Append(text, sequence.Items[i], refuse);
                }

                text.Append(']');
                break;
            case DocumentScalar { Kind: DocumentScalarKind.Text } scalar:
                Append(text, scalar.Text);
                break;
            case DocumentScalar { Kind: DocumentScalarKind.Number } scalar:
                if (!CanonicalNumber.TryWrite(scalar.Text, out string number, out string problem)) refuse(scalar, problem);
                text.Append(number);
                break;
            case DocumentScalar scalar:
                text.Append(scalar.Text);
                break;
        }
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
