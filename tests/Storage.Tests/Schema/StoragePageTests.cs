using System.Text.RegularExpressions;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Schema;

/// <summary>docs/storage.md names what the code names.</summary>
public sealed partial class StoragePageTests
{
    [Fact]
    public void Page_Tables_AreThoseOfTheCode() => Assert.Equal(StorageNames.Tables.All, NamesUnder("Tables"));

    [Fact]
    public void Page_Containers_AreThoseOfTheCode() => Assert.Equal(StorageNames.Containers.All, NamesUnder("Blob containers"));

    [Fact]
    public void Page_Queues_AreThoseOfTheCode() => Assert.Equal(
        StorageNames.Queues.All.Where(queue => !queue.EndsWith(StorageNames.Queues.PoisonSuffix, StringComparison.Ordinal)), NamesUnder("Queues"));

    /// <summary>The first column of the tables under a heading, each name once.</summary>
    private static IEnumerable<string> NamesUnder(string heading)
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "storage.md"));
        string section = page.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        return FirstColumn().Matches(section).Select(match => match.Groups["name"].Value).Distinct();
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z-]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstColumn();
}
