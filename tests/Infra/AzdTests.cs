using ServerlessTraining.Infra.Checks;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Infra;

/// <summary>azure.yaml, its hooks, and what the pages say of them.</summary>
public sealed class AzdTests
{
    private static readonly AzureFile Azure = Yaml.Read<AzureFile>(Repository.PathOf("azure.yaml"));

    [Fact]
    public void Service_OfTheApp_IsTaggedInTheFiles()
    {
        (string name, Service service) = Assert.Single(Azure.Services);

        Assert.Equal(("function", "dotnet"), (service.Host, service.Language));
        Assert.NotEmpty(Directory.GetFiles(Repository.PathOf(service.Project), "*.csproj"));
        Assert.Contains($"'azd-service-name': '{name}'", InfraFiles.Real.Text("app/functions.bicep"), StringComparison.Ordinal);
        Assert.Contains("'azd-env-name': environmentName", InfraFiles.Real.Text(InfraFiles.Main), StringComparison.Ordinal);
    }

    public static TheoryData<string> Hooks => [.. Azure.Hooks.Values.Select(hook => hook.Run)];

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task Hook_IsAScriptThatCanRun(string path)
    {
        string file = Repository.PathOf(path);

        ShellResult result = await Shell.RunAsync("bash", ["-n", file], TestContext.Current.CancellationToken);

        Assert.Equal(0, result.ExitCode);
        if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute), path);
    }

    /// <summary>azd hands the outputs of main.bicep to hooks under their names, and the settings of its environment to the parameters.</summary>
    [Fact]
    public void Hooks_ReadWhatMainPutsOut()
    {
        string script = File.ReadAllText(Repository.PathOf("infra", "hooks", "postprovision.sh"));
        string[] read = ["AZURE_RESOURCE_GROUP", "AZURE_CONTAINER_REGISTRY_NAME", "AZURE_CONTAINER_REGISTRY_ENDPOINT", "ST_CPU_JOB", "ST_GPU_JOB"];

        Assert.All(read, name => Assert.Contains("${" + name, script, StringComparison.Ordinal));
        Assert.All(read, name => Assert.NotNull(InfraFiles.Real[InfraFiles.Main].Find("output", name)));
        Assert.All((string[])["ST_CPU_IMAGE", "ST_GPU_IMAGE"], name =>
        {
            Assert.Contains(name, script, StringComparison.Ordinal);
            Assert.Contains("${" + name + "=}", InfraFiles.Real.Text(ModuleCheck.Parameters), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("infra/README.md")]
    [InlineData("docs/guides/azure.md")]
    public void Page_OfWhatWasNotTried_SaysSo(string page) => Assert.Contains("not deployed", File.ReadAllText(Repository.PathOf(page)), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Readme_NamesEveryFile()
    {
        string readme = File.ReadAllText(Repository.PathOf("infra", "README.md"));

        Assert.All(InfraFiles.Real.Bicep, file => Assert.Contains($"`{file.Path}`", readme, StringComparison.Ordinal));
    }

    /// <summary>Every parameter of a deployment that a person may set stands in the guide, by the name under which azd keeps it.</summary>
    [Fact]
    public void Guide_NamesEverySettingOfADeployment()
    {
        string guide = File.ReadAllText(Repository.PathOf("docs", "guides", "azure.md"));
        IEnumerable<string> all = InfraFiles.Real.Text(ModuleCheck.Parameters).Split("${").Skip(1).Select(part => part.Split('=', '}')[0]);
        string[] names = [.. all.Where(name => name.StartsWith("ST_", StringComparison.Ordinal))];

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    private sealed class AzureFile
    {
        public Dictionary<string, Service> Services { get; set; } = [];

        public Dictionary<string, Hook> Hooks { get; set; } = [];
    }

    private sealed class Service
    {
        public string Project { get; set; } = "";

        public string Language { get; set; } = "";

        public string Host { get; set; } = "";
    }

    private sealed class Hook
    {
        public string Run { get; set; } = "";
    }
}
