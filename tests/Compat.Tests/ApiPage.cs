using System.Text;

namespace ServerlessTraining.Compat.Tests;

/// <summary>compat/API.md: groups (a real assembly with its package and version), types with a citation, members.</summary>
internal sealed class ApiPage
{
    public const string Missing = "MISSING";

    private const string Intro = """
        # What compat/ declares

        Every public type of the two compat assemblies and every public or protected member, by the real assembly that declares it.
        `Compat.Tests` compares this page with the assemblies by reflection. The lines are written by
        `COMPAT_API=write dotnet run --project tests/Compat.Tests`; groups and citations (the `from` lines) are written by hand and kept.
        In a line, `~` marks a reference without nullability information, and accessors that callers cannot see are left out.
        """;

    private readonly Dictionary<string, (string Group, string Source)> citations = new(StringComparer.Ordinal);

    public SortedDictionary<string, IReadOnlyList<string>> Types { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (string Group, string Source)> Citations => citations;

    public static string FilePath()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "compat", "API.md");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException(
            $"No compat/API.md in any folder above {AppContext.BaseDirectory}: build the tests inside the repository.");
    }

    public static ApiPage Read(string text)
    {
        ApiPage page = new();
        string group = "", type = "";
        List<string> lines = [];
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                group = line[3..];
            }
            else if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                type = line[4..].Trim('`');
                lines = [];
                page.Types.Add(type, lines);
            }
            else if (line.StartsWith("from ", StringComparison.Ordinal))
            {
                page.citations[type] = (group, line[5..]);
            }
            else if (line.StartsWith("- `", StringComparison.Ordinal))
            {
                lines.Add(line[3..^1]);
            }
        }

        return page;
    }

    public string Write(SortedDictionary<string, IReadOnlyList<string>> types)
    {
        StringBuilder text = new(Intro);
        text.Append('\n');
        var groups = types.GroupBy(type => Cite(type.Key).Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            text.Append("\n## ").Append(group.Key).Append('\n');
            foreach ((string name, IReadOnlyList<string> lines) in group)
            {
                text.Append("\n### `").Append(name).Append("`\n\nfrom ").Append(Cite(name).Source).Append("\n\n");
                text.AppendJoin('\n', lines.Select(line => $"- `{line}`")).Append('\n');
            }
        }

        return text.ToString();
    }

    private (string Group, string Source) Cite(string type) => citations.GetValueOrDefault(type, (Missing, Missing));
}
