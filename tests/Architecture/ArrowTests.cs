using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Architecture;

/// <summary>The arrows of the house: hosts -> Orchestration -> Storage, Models, Search -> Domain.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Search"] = ["Domain"],
        ["Models"] = ["Domain"],
        ["Models.Torch"] = ["Models", "Domain"],
        ["Storage"] = ["Domain"],
        ["Orchestration"] = ["Storage", "Models", "Search", "Domain", "Compat.DurableTask"],
        ["LocalEngine"] = ["Storage", "Domain", "Compat.DurableTask"],
        ["Functions"] = ["Orchestration", "Storage", "Models", "Search", "Domain", "Compat.DurableTask", "Compat.Functions"],
        ["Trainer"] = ["Orchestration", "Storage", "Models", "Models.Torch", "Search", "Domain"],
        ["Cli"] = ["Orchestration", "Storage", "Models", "Search", "Domain"],
        ["LocalHost"] = ["Functions", "LocalEngine", "Orchestration", "Storage", "Models", "Search", "Domain", "Compat.DurableTask", "Compat.Functions"],
    };

    public static TheoryData<string> Projects => [.. ProjectFile.All.Select(project => project.Name)];

    [Fact]
    public void Projects_UnderSrc_AreThoseOfTheHouse() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), ProjectFile.All.Select(p => p.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_PointDownOnly(string name)
    {
        ProjectFile project = ProjectFile.All.Single(p => p.Name == name);

        Assert.Empty(project.Projects.Except(Allowed[name], StringComparer.Ordinal));
    }

    /// <summary>A reference can also come in through another project; what the compiler really used stands in the assembly.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_PointDownOnly(string name)
    {
        string[] used = [.. AssemblyReferences(name).Where(r => r.StartsWith("ServerlessTraining.", StringComparison.Ordinal)).Select(r => r["ServerlessTraining.".Length..])];

        Assert.Empty(used.Except(Allowed[name], StringComparer.Ordinal));
    }

    [Fact]
    public void Domain_References_OnlyTheFramework()
    {
        ProjectFile domain = ProjectFile.All.Single(p => p.Name == "Domain");

        Assert.Empty(domain.Packages);
        Assert.All(AssemblyReferences("Domain"), reference => Assert.StartsWith("System", reference, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("Search")]
    [InlineData("Models")]
    public void Project_BelowStorage_KnowsNoAzure(string name)
    {
        ProjectFile project = ProjectFile.All.Single(p => p.Name == name);

        Assert.DoesNotContain(project.Packages, package => package.StartsWith("Azure.", StringComparison.Ordinal));
        Assert.DoesNotContain(AssemblyReferences(name), reference => reference.StartsWith("Azure.", StringComparison.Ordinal));
    }

    private static string[] AssemblyReferences(string project)
    {
        string file = Repository.PathOf("src", project, "bin", "Release", "net10.0", $"ServerlessTraining.{project}.dll");
        using PEReader portable = new(File.OpenRead(file));
        MetadataReader metadata = portable.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
