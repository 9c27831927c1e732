using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Infra.Checks;

/// <summary>The files of infra/, or a copy of them in which something was changed.</summary>
internal sealed class InfraFiles
{
    public const string Main = "main.bicep";
    private readonly Dictionary<string, string> texts;
    private readonly Lazy<IReadOnlyList<BicepFile>> parsed;

    private InfraFiles(Dictionary<string, string> texts)
    {
        this.texts = texts;
        parsed = new Lazy<IReadOnlyList<BicepFile>>(() =>
            [.. texts.Keys.Where(path => path.EndsWith(".bicep", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(path => BicepParser.Parse(path, texts[path]))]);
    }

    public static InfraFiles Real { get; } = new(Directory
        .GetFiles(Repository.PathOf("infra"), "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Repository.PathOf("infra"), file).Replace('\\', '/'), File.ReadAllText));

    public IReadOnlyList<BicepFile> Bicep => parsed.Value;

    public IEnumerable<string> Paths => texts.Keys;

    public BicepFile this[string path] => Bicep.Single(file => file.Path == path);

    public string Text(string path) => texts[path];

    public bool Has(string path) => texts.ContainsKey(path);

    /// <summary>A copy with <paramref name="was"/>, which must stand there, replaced wherever it does.</summary>
    public InfraFiles With(string path, string was, string @is) => texts[path].Contains(was, StringComparison.Ordinal)
        ? new InfraFiles(new Dictionary<string, string>(texts) { [path] = texts[path].Replace(was, @is, StringComparison.Ordinal) })
        : throw new ArgumentException($"infra/{path} has no '{was}'");

    /// <summary>What a path in <paramref name="file"/> leads to.</summary>
    public static string Follow(BicepFile file, string path)
    {
        Stack<string> parts = new(file.Path.Split('/')[..^1]);
        foreach (string part in path.Split('/'))
        {
            if (part != "..") parts.Push(part);
            else if (!parts.TryPop(out _)) return "../" + path;
        }

        return string.Join('/', parts.Reverse());
    }
}
