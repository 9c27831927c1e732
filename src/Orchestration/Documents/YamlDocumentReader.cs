using ServerlessTraining.Domain.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ServerlessTraining.Orchestration.Documents;

/// <summary>Reads the part of YAML 1.2 that means the same in JSON: one document of mappings, lists and core-schema scalars, in block or flow style. Anchors and aliases are
/// refused (a few lines of them can stand for gigabytes), and so are tags, directives and further documents.</summary>
public static class YamlDocumentReader
{
    /// <exception cref="DocumentException">The text is no YAML, or uses what is refused.</exception>
    public static DocumentNode Read(string text, string source = "The document")
    {
        DocumentBuilder builder = new(source);
        Parser parser = new(new StringReader(builder.Prepare(text)));
        int documents = 0;
        while (MoveNext(parser, builder))
        {
            if (parser.Current is DocumentStart && ++documents > 1)
            {
                throw builder.Fatal(At(parser.Current.Start), "a second document begins here, but one file is one document; delete the line ---, or write a file each");
            }

            Take(parser.Current!, builder);
        }

        return builder.Finish();
    }

    private static bool MoveNext(Parser parser, DocumentBuilder builder)
    {
        DocumentPosition last = parser.Current is null ? DocumentPosition.Start : At(parser.Current.End);
        try
        {
            return parser.MoveNext();
        }
        catch (YamlException error)
        {
            throw builder.Fatal(At(error.Start), $"this is not YAML: {error.Message}");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // Some malformed texts bring the parser into a state that it does not expect; it then tells no place.
            throw builder.Fatal(last, "this is not YAML: something behind this place cannot be read");
        }
    }

    private static void Take(ParsingEvent current, DocumentBuilder builder)
    {
        DocumentPosition position = At(current.Start);
        if (current is NodeEvent node) RefuseProperties(node, builder, position);
        switch (current)
        {
            case MappingStart or SequenceStart when builder.ExpectsKey:
                throw builder.Fatal(position, "a mapping or a list cannot be a key; keys are plain text");
            case DocumentStart { Version: not null }:
                builder.Error(position, "directives (%) are not allowed; delete the line, the file is read as YAML 1.2");
                break;
            case MappingStart:
                builder.StartMapping(position);
                break;
            case SequenceStart:
                builder.StartSequence(position);
                break;
            case MappingEnd or SequenceEnd:
                builder.End();
                break;
            case Scalar scalar when builder.ExpectsKey:
                builder.Key(scalar.Value, position);
                break;
            case Scalar scalar:
                TakeValue(scalar, builder, position);
                break;
            case AnchorAlias alias:
                throw builder.Fatal(position, $"the alias *{DocumentText.Cut(alias.Value.Value)} is not allowed; write the value itself");
        }
    }

    private static void TakeValue(Scalar scalar, DocumentBuilder builder, DocumentPosition position)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            builder.Scalar(DocumentScalarKind.Text, scalar.Value, position);
            return;
        }

        (DocumentScalarKind kind, string text, string? problem) = YamlPlainScalar.Resolve(scalar.Value);
        if (problem is not null) builder.Error(position, problem);
        builder.Scalar(kind, text, position);
    }

    private static void RefuseProperties(NodeEvent node, DocumentBuilder builder, DocumentPosition position)
    {
        if (!node.Anchor.IsEmpty) builder.Error(position, $"the anchor &{DocumentText.Cut(node.Anchor.Value)} is not allowed; write the value out where it is needed");
        if (!node.Tag.IsEmpty) builder.Error(position, $"the tag {DocumentText.Cut(node.Tag.Value)} is not allowed; a value in quotes is a text, all else is told by its spelling");
    }

    private static DocumentPosition At(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
