using System.Text.Json;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Setup;

public sealed class AzureRuntimeTests
{
    [Fact]
    public async Task Azure_WherePackagesLack_StopsBeforeRestoreAndNamesThem()
    {
        using ScratchFolder scratch = new();
        string registry = Path.Combine(scratch.Path, "eng", "registry");
        Directory.CreateDirectory(registry);
        foreach (string file in (string[])["Check.proj", "CheckRuntime.targets"])
        {
            File.Copy(Repository.PathOf("eng", "registry", file), Path.Combine(registry, file));
        }

        scratch.Write(".packages/registry.props",
            """<Project><ItemGroup><MissingFromRegistry Include="Some.Package" Version="1.2.3" /><MissingFromRegistry Include="Other.Package" Version="4.5.6" /></ItemGroup></Project>""");

        ShellResult result = await MsBuildAsync(Path.Combine(registry, "Check.proj"), "-p:AzureRuntime=azure");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("AzureRuntime=azure needs packages that this machine's package registry lacks: Some.Package 1.2.3, Other.Package 4.5.6.", result.Output, StringComparison.Ordinal);
        Assert.Contains("or build with AzureRuntime=local", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ServerlessTraining.sln", "-t:Restore")]
    [InlineData("src/Functions/Functions.csproj", "-t:Restore")]
    [InlineData("src/Functions/Functions.csproj", "-restore", "-t:Publish")]
    public async Task Restore_AsAzureWherePackagesLack_AsksNuGetForNothing(string project, params string[] targets)
    {
        string answer = await File.ReadAllTextAsync(Repository.PathOf(".packages", "registry.props"), TestContext.Current.CancellationToken);
        Assert.SkipUnless(answer.Contains("<MissingFromRegistry", StringComparison.Ordinal), "This registry has every package.");

        ShellResult result = await MsBuildAsync([project, .. targets, "-p:AzureRuntime=azure"]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("AzureRuntime=azure needs packages that this machine's package registry lacks: Microsoft.Azure.Functions.Worker 2.52.0,", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NU1", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runtime_UnknownValue_NamesTheAllowedOnes()
    {
        ShellResult result = await MsBuildAsync(Repository.PathOf("eng", "registry", "Check.proj"), "-p:AzureRuntime=cloud");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("AzureRuntime is 'cloud'; allowed are 'local' (built on compat/) and 'azure' (built on the real packages).", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Functions")]
    [InlineData("Trainer")]
    [InlineData("Orchestration")]
    [InlineData("LocalEngine")]
    [InlineData("LocalHost")]
    [InlineData("Cli")]
    public async Task Project_BuiltForAzure_ReferencesNoCompatButRealPackages(string project)
    {
        ShellResult result = await MsBuildAsync(Repository.PathOf("src", project, project + ".csproj"),
            "-p:AzureRuntime=azure", "-getItem:ProjectReference", "-getItem:PackageReference");

        Assert.True(result.ExitCode == 0, result.Text);
        JsonElement items = JsonDocument.Parse(result.Output).RootElement.GetProperty("Items");
        Assert.DoesNotContain(Names(items, "ProjectReference"), name => name.Contains("compat", StringComparison.OrdinalIgnoreCase));
        if (project == "Functions")
        {
            Assert.Contains("Microsoft.Azure.Functions.Worker", Names(items, "PackageReference"), StringComparer.Ordinal);
        }
    }

    [Theory]
    [InlineData("local", false)]
    [InlineData("azure", true)]
    public async Task ModelsTorch_OfEitherBuild_HasCodeAndTorchSharpOnlyForAzure(string runtime, bool expected)
    {
        ShellResult result = await MsBuildAsync(Repository.PathOf("src", "Models.Torch", "Models.Torch.csproj"),
            $"-p:AzureRuntime={runtime}", "-getItem:Compile", "-getItem:PackageReference");

        Assert.True(result.ExitCode == 0, result.Text);
        JsonElement items = JsonDocument.Parse(result.Output).RootElement.GetProperty("Items");
        Assert.Equal(expected, Names(items, "PackageReference").Contains("TorchSharp", StringComparer.Ordinal));
        Assert.Equal(expected, Names(items, "Compile").Contains("TorchLstm2HeadTrainer.cs", StringComparer.Ordinal));

        // Which native libraries are meant, hundreds of megabytes or gigabytes of them, is said by the program.
        Assert.DoesNotContain(Names(items, "PackageReference"), name => name.StartsWith("TorchSharp-", StringComparison.Ordinal) || name.StartsWith("libtorch", StringComparison.Ordinal));
    }

    private static string[] Names(JsonElement items, string kind) =>
        [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];

    private static Task<ShellResult> MsBuildAsync(params string[] arguments) =>
        Shell.RunAsync("dotnet", ["msbuild", "-nologo", "-nodeReuse:false", .. arguments], TestContext.Current.CancellationToken);
}
