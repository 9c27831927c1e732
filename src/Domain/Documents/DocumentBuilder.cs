using System.Text;

namespace ServerlessTraining.Domain.Documents;

/// <summary>Builds the tree from what a reader of any language meets, in order, and holds the rules that all languages share: no key twice, no deep nesting, no endless
/// text.</summary>
public sealed class DocumentBuilder(string source, int maxLength = DocumentBuilder.MaxLength)
{
    public const int MaxDepth = 64;

    /// <summary>Characters. No configuration comes near; a document from a stranger must not take the memory of a host.</summary>
    public const int MaxLength = 1 << 20;

    internal const string HalfCharacter = "half a character (a lone UTF-16 surrogate) stands here; write the whole character";

    private readonly DocumentErrors errors = new();
    private readonly Stack<Frame> frames = new();
    private DocumentNode? root;

    /// <summary>Whether a mapping is open and the next thing in it is a key.</summary>
    public bool ExpectsKey => frames.TryPeek(out Frame? frame) && frame is { Keys: not null, Key: null };

    private string Path
    {
        get
        {
            string path = "";
            foreach (Frame frame in frames.Reverse())
            {
                if (frame.Keys is null) path = $"{path}[{frame.Items.Count}]";
                else if (frame.Key is not null) path = DocumentText.Join(path, frame.Key);
            }

            return path;
        }
    }

    /// <summary>The text as a reader may take it: of allowed length, all of it characters of a text, without the byte order mark that some editors put before it.</summary>
    public string Prepare(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > maxLength) throw Fatal(DocumentPosition.Start, $"the document has {text.Length} characters, but at most {maxLength} are allowed");
        for (int i = 0; i < text.Length; i++)
        {
            bool control = text[i] < ' ' && text[i] is not ('\t' or '\n' or '\r');
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (control)
            {
                int code = text[i];
                throw Fatal(At(text, i), $"the control character U+{code:X4} stands here; delete it, or write it as an escape (\\u{code:x4}) in quotes");
            }

            if (char.IsSurrogate(text[i]) && !pair) throw Fatal(At(text, i), HalfCharacter);
            if (pair) i++;
        }

        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    public void StartMapping(DocumentPosition position) => Push(new Frame(position, []));

    public void StartSequence(DocumentPosition position) => Push(new Frame(position, null));

    /// <summary>The key of the value that comes next.</summary>
    public void Key(string key, DocumentPosition position)
    {
        Frame frame = frames.Peek();
        frame.Key = key;
        frame.KeyPosition = position;
        if (!frame.Keys!.TryAdd(key, position)) errors.Add(position, Path, $"this key stands at {frame.Keys[key]} already; keep one of the two");
    }

    public void Scalar(DocumentScalarKind kind, string text, DocumentPosition position) => Place(new DocumentScalar(position, kind, text));

    /// <summary>Ends the mapping or sequence that was started last.</summary>
    public void End()
    {
        Frame frame = frames.Pop();
        Place(frame.Keys is null ? new DocumentSequence(frame.Position, frame.Items) : new DocumentMapping(frame.Position, frame.Entries));
    }

    /// <summary>A defect that does not keep the reader from going on.</summary>
    public void Error(DocumentPosition position, string message) => errors.Add(position, Path, message);

    /// <summary>A defect behind which nothing can be read, told with all that were found before it.</summary>
    public DocumentException Fatal(DocumentPosition position, string message)
    {
        errors.Add(position, Path, message);
        return errors.ToException(source);
    }

    public DocumentNode Finish()
    {
        errors.ThrowIfAny(source);
        return root ?? throw Fatal(DocumentPosition.Start, "the document is empty; a value is needed");
    }

    private static DocumentPosition At(string text, int index) => new Utf8TextPosition(Encoding.UTF8.GetBytes(text[..index])).At(int.MaxValue);

    private void Push(Frame frame)
    {
        if (frames.Count == MaxDepth) throw Fatal(frame.Position, $"mappings and lists are nested deeper than {MaxDepth}, which is the most allowed");
        frames.Push(frame);
    }

    private void Place(DocumentNode node)
    {
        if (!frames.TryPeek(out Frame? frame))
        {
            root = node;
        }
        else if (frame.Keys is null)
        {
            frame.Items.Add(node);
        }
        else
        {
            frame.Entries.Add(new DocumentEntry(frame.Key!, frame.KeyPosition, node));
            frame.Key = null;
        }
    }

    private sealed class Frame(DocumentPosition position, Dictionary<string, DocumentPosition>? keys)
    {
        public DocumentPosition Position { get; } = position;

        public Dictionary<string, DocumentPosition>? Keys { get; } = keys;

        public List<DocumentEntry> Entries { get; } = [];

        public List<DocumentNode> Items { get; } = [];

        public string? Key { get; set; }

        public DocumentPosition KeyPosition { get; set; }
    }
}
