using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Setup;

/// <summary>What decides a build is pinned, licensed and named.</summary>
public sealed partial class PinnedTests
{
    public static TheoryData<string> NpmFolders => ["azurite", "src/Dashboard", "tests/Browser"];

    [Fact]
    public void Workflow_EveryAction_IsPinnedToACommit()
    {
        string[] uses = [.. Directory.GetFiles(Repository.PathOf(".github", "workflows")).SelectMany(File.ReadLines).Where(line => line.Contains("uses:", StringComparison.Ordinal))];

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(PinnedAction(), line));
    }

    [Theory]
    [MemberData(nameof(NpmFolders))]
    public void NpmLock_EveryPackage_HasAHashAndNoAddress(string folder)
    {
        string text = File.ReadAllText(Repository.PathOf(folder, "package-lock.json"));

        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(text, "^    \"node_modules/", RegexOptions.Multiline, TimeSpan.FromSeconds(5)),
            Regex.Count(text, "^      \"integrity\": \"sha512-", RegexOptions.Multiline, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void ThirdParty_EveryPackageAndTarball_IsNamed()
    {
        string page = File.ReadAllText(Repository.PathOf("THIRD-PARTY.md"));
        IEnumerable<string> names = PackageVersion().Matches(File.ReadAllText(Repository.PathOf("Directory.Packages.props"))).Select(m => m.Groups["id"].Value)
            .Concat(NpmFolders.SelectMany(row => NpmPackages(row.Data)))
            .Concat(["@azure/mcp-linux-x64", "lightgbm", "chromium", "libxgboost0", "libdmlc0", "libopenblas0-pthread", "libgfortran5", "libquadmath0"]);

        Assert.All(names, name => Assert.Contains($"| {name} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_InEveryPage_LeadToAFile()
    {
        string[] pages = [.. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.Root, file).Split('/').Any(part => part is "node_modules" or "bin" or "obj" or ".packages" or ".setup"))];
        IEnumerable<string> dead =
            from page in pages
            from Match link in Link().Matches(File.ReadAllText(page))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
            select $"{Path.GetRelativePath(Repository.Root, page)} -> {target}";

        Assert.Empty(dead);
    }

    private static IEnumerable<string> NpmPackages(string folder)
    {
        using JsonDocument package = JsonDocument.Parse(File.ReadAllText(Repository.PathOf(folder, "package.json")));
        string[] groups = ["dependencies", "devDependencies"];
        return [.. groups.SelectMany(group => package.RootElement.TryGetProperty(group, out JsonElement names) ? names.EnumerateObject().Select(name => name.Name) : [])];
    }

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d", RegexOptions.None, 1000)]
    private static partial Regex PinnedAction();

    [GeneratedRegex("<PackageVersion Include=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
