using System.Text.RegularExpressions;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Architecture;

/// <summary>What a stranger may rely on when looking for something.</summary>
public sealed partial class SourceFileTests
{
    private const int MostLines = 400;

    private static readonly string[] Files =
    [
        .. ((string[])["src", "compat", "tests", "bench", "eng"])
            .Select(folder => Repository.PathOf(folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules")),
    ];

    [Fact]
    public void Files_OfTheWholeTree_StayUnder400Lines() =>
        Assert.Empty(Files.Where(file => File.ReadLines(file).Count() > MostLines).Select(Name));

    [Fact]
    public void Files_OfTheProduct_DeclareOnePublicTypeNamedAsTheFile()
    {
        IEnumerable<string> wrong =
            from file in Files
            where !Name(file).StartsWith("tests/", StringComparison.Ordinal) && Path.GetFileName(file) != "Program.cs"
            let types = PublicType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToArray()
            where types.Length > 1 || (types.Length == 1 && !Stem(file).Equals(types[0], StringComparison.Ordinal))
            select $"{Name(file)}: {string.Join(", ", types)}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Files_ButProgram_HaveNoConditionalCompilation() =>
        Assert.Empty(Files
            .Where(file => Path.GetFileName(file) != "Program.cs" && File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)))
            .Select(Name));

    [Fact]
    public void Folders_UnderSrc_SayWhatMayGoIn() =>
        Assert.Empty(Directory.GetDirectories(Repository.PathOf("src")).Where(folder => !File.Exists(Path.Combine(folder, "README.md"))).Select(Name));

    /// <summary>System first, then by name, part by part. The rest of the code style is the compiler's: its rules are errors of the build.</summary>
    [Fact]
    public void Usings_OfEveryFile_AreInOrder()
    {
        IEnumerable<string> wrong =
            from file in Files
            let usings = Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).ToArray()
            where !usings.SequenceEqual(usings.Order(Comparer<string>.Create(CompareUsings)), StringComparer.Ordinal)
            select Name(file);

        Assert.Empty(wrong);
    }

    private static int CompareUsings(string left, string right)
    {
        string[] a = left.Split('.');
        string[] b = right.Split('.');
        if ((a[0] == "System") != (b[0] == "System")) return a[0] == "System" ? -1 : 1;
        int differing = a.Zip(b, (x, y) => string.Compare(x, y, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(order => order != 0);
        return differing != 0 ? differing : a.Length - b.Length;
    }

    private static string Name(string path) => Path.GetRelativePath(Repository.Root, path);

    /// <summary>Page.T.cs holds Page&lt;T&gt;; the part behind the first dot only tells two arities of one name apart.</summary>
    private static string Stem(string file) => Path.GetFileNameWithoutExtension(file).Split('.')[0];

    [GeneratedRegex(@"^public\s+(?:(?:sealed|static|abstract|partial|readonly|unsafe)\s+)*(?:class|struct|record(?:\s+struct|\s+class)?|interface|enum|delegate\s+[\w<>?.]+)\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^using (?<name>[A-Za-z0-9_.]+);$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Using();
}
