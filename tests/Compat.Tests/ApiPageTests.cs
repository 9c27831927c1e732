using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Xunit;

namespace ServerlessTraining.Compat.Tests;

public sealed class ApiPageTests
{
    private const string Repair =
        "Check the line against the source the page cites, then write the page again: "
        + "COMPAT_API=write dotnet run --project tests/Compat.Tests";

    private static readonly SortedDictionary<string, IReadOnlyList<string>> Declared =
        ApiSurface.Of([typeof(TaskName).Assembly, typeof(FunctionAttribute).Assembly]);

    [Fact]
    public void ApiPage_AgainstAssemblies_HasTheSameTypesAndMembers()
    {
        string path = ApiPage.FilePath();
        ApiPage page = ApiPage.Read(File.ReadAllText(path));
        if (string.Equals(Environment.GetEnvironmentVariable("COMPAT_API"), "write", StringComparison.Ordinal))
        {
            File.WriteAllText(path, page.Write(Declared));
            page = ApiPage.Read(File.ReadAllText(path));
        }

        string[] declared = Flat(Declared), written = Flat(page.Types);
        string[] differences =
        [
            .. declared.Except(written, StringComparer.Ordinal).Select(line => $"in the assembly, not on the page: {line}"),
            .. written.Except(declared, StringComparer.Ordinal).Select(line => $"on the page, not in the assembly: {line}"),
        ];
        Assert.True(differences.Length == 0, $"compat/API.md and compat/ differ.\n{string.Join('\n', differences)}\n{Repair}");
    }

    [Fact]
    public void ApiPage_EveryType_NamesSourcePackageAndVersion()
    {
        ApiPage page = ApiPage.Read(File.ReadAllText(ApiPage.FilePath()));
        string[] without = [.. page.Types.Keys.Where(type => !IsCited(page, type))];
        Assert.True(
            without.Length == 0,
            $"These types of compat/API.md lack `from` with repository, path, package and version: {string.Join(", ", without)}.\n"
            + "Write under the type: from `<owner>/<repository>` `<path>.cs` (package <id> <version>), "
            + "and put it under that package's heading.");
    }

    [Fact]
    public void ApiPage_EveryMember_IsListedOnce()
    {
        ApiPage page = ApiPage.Read(File.ReadAllText(ApiPage.FilePath()));
        string[] twice =
        [
            .. Flat(page.Types).GroupBy(line => line, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key),
        ];
        Assert.True(twice.Length == 0, $"Listed twice in compat/API.md: {string.Join("; ", twice)}.\n{Repair}");
    }

    [Fact]
    public void ApiPage_PackageVersions_AreThoseOfTheSolution()
    {
        string path = ApiPage.FilePath();
        ApiPage page = ApiPage.Read(File.ReadAllText(path));
        XDocument central = XDocument.Load(Path.Combine(Path.GetDirectoryName(path)!, "..", "Directory.Packages.props"));
        Dictionary<string, string> versions = central.Descendants("PackageVersion").ToDictionary(
            package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!, StringComparer.Ordinal);
        string[] stale =
        [
            .. page.Citations.Values.Select(cite => cite.Group.Split(' ')).DistinctBy(group => group[0], StringComparer.Ordinal)
                .Where(group => versions.TryGetValue(group[0], out string? version) && !string.Equals(version, group[1], StringComparison.Ordinal))
                .Select(group => $"{group[0]} is {group[1]} in compat/API.md and {versions[group[0]]} in Directory.Packages.props"),
        ];
        Assert.True(
            stale.Length == 0,
            $"{string.Join("; ", stale)}. Compare compat/ with the new version's source, then correct the page's headings and citations.");
    }

    [Fact]
    public void Assembly_Metadata_IsMarkedAsStandIn()
    {
        foreach (Assembly assembly in new[] { typeof(TaskName).Assembly, typeof(FunctionAttribute).Assembly })
        {
            Assert.Contains(
                assembly.GetCustomAttributes<AssemblyMetadataAttribute>(),
                mark => mark is { Key: "ServerlessTraining.Compat", Value: "true" });
            Assert.StartsWith("ServerlessTraining.Compat.", assembly.GetName().Name, StringComparison.Ordinal);
        }
    }

    private static bool IsCited(ApiPage page, string type) =>
        page.Citations.TryGetValue(type, out (string Group, string Source) cite)
        && Regex.IsMatch(
            cite.Source,
            @"^`[^/` ]+/[^/` ]+` `[^` ]+\.cs` \(package [\w.]+ \d+\.\d+\.\d+\)",
            RegexOptions.None,
            TimeSpan.FromSeconds(1))
        && cite.Source.Contains($"(package {cite.Group})", StringComparison.Ordinal);

    private static string[] Flat(SortedDictionary<string, IReadOnlyList<string>> types) =>
        [.. types.SelectMany(type => type.Value.Select(line => $"{type.Key}: {line}"))];
}
