namespace ServerlessTraining.Cli.Tests.Cloud;

/// <summary>What st cloud looks at before it starts anything.</summary>
public sealed class CloudNeedsTests : IDisposable
{
    private readonly FakeMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task Status_NothingInstalled_SaysEverythingThatIsToBeDoneInOrder()
    {
        machine.Remove("azd", "az");

        CommandRun run = await machine.RunAsync("status");

        Assert.Equal(1, run.Code);
        Assert.Equal(
            """
              1. azd: Install the Azure Developer CLI, 1.9.5 or newer: https://aka.ms/azd
              2. signed in (azd): azd auth login
              3. az: Install the Azure CLI, 2.60.0 or newer: https://aka.ms/az
              4. signed in (az): az login
              5. environment: azd env new NAME, with a name of your own
            Nothing was started: 5 of 6 are not ready. docs/guides/azure.md has every step.
            """.ReplaceLineEndings("\n"),
            AfterTable(run));
    }

    [Fact]
    public async Task Deploy_NothingAtAll_AlsoSaysWhatItIsBuiltWith()
    {
        machine.Remove("azd", "az", "dotnet", "node", "bash");
        File.Delete(Path.Combine(machine.Clone, "azure.yaml"));

        CommandRun run = await machine.RunAsync("deploy", "--yes");

        Assert.Equal(1, run.Code);
        Assert.Contains("1. clone: Go into a clone of ServerlessTraining that has azure.yaml and infra/, or set ST_ROOT to one.", run.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet: Install the .NET SDK, 10.0 or newer: https://dot.net", run.Output, StringComparison.Ordinal);
        Assert.Contains("node: Install Node.js, 20.19 or newer: https://nodejs.org", run.Output, StringComparison.Ordinal);
        Assert.Contains("bash: Install bash and have it on PATH", run.Output, StringComparison.Ordinal);
        Assert.Contains("Azure packages: eng/setup asks your NuGet source what it has", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was started: 12 of 12 are not ready.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azd", "version", """{"azd":{"version":"1.5.0"}}""", @"azd\s+│ too old \(!\)\s+│ 1\.5\.0", "azd: Install the Azure Developer CLI, 1.9.5 or newer")]
    [InlineData("az", "version", """{"azure-cli":"2.50.0"}""", @"az\s+│ too old \(!\)\s+│ 2\.50\.0", "az: Install the Azure CLI, 2.60.0 or newer")]
    [InlineData("node", "--version", "v18.0.0", @"node\s+│ too old \(!\)\s+│ 18\.0\.0", "node: Install Node.js, 20.19 or newer")]
    public async Task Deploy_ToolTooOld_SaysWhichOneWillDo(string tool, string asked, string answer, string row, string remedy)
    {
        machine.On(tool, asked, answer);

        CommandRun run = await machine.RunAsync("deploy", "--yes");

        Assert.Equal(1, run.Code);
        Assert.Matches(row, run.Output);
        Assert.Contains(remedy, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("[up]", string.Concat(machine.Calls("azd")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIf_ToolThatDoesNotRun_SaysWhatItSaid()
    {
        machine.On("az", "version", "", code: "1", errors: "Traceback\\nNo module named azure");

        CommandRun run = await machine.RunAsync("what-if");

        Assert.Contains("az: It is there and does not say its version (No module named azure). Install the Azure CLI", run.Output, StringComparison.Ordinal);
    }

    // azd ends with 0 for whoever is not signed in.
    [Fact]
    public async Task WhatIf_SignedInNowhere_SaysBoth()
    {
        machine.On("azd", "auth login", """{"status":"unauthenticated"}""");
        machine.On("az", "account show", "", code: "1", errors: "Please run 'az login' to setup account.");

        CommandRun run = await machine.RunAsync("what-if");

        Assert.Equal(1, run.Code);
        Assert.Contains(" signed in (azd): azd auth login\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(" signed in (az): az login\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "environment: azd env new NAME, with a name of your own\n")]
    [InlineData(
        """[{"Name":"a","IsDefault":false},{"Name":"b","IsDefault":false}]""",
        "environment: Choose one: --environment, or azd env select, with one of a, b; or azd env new NAME")]
    public async Task WhatIf_NoEnvironmentChosen_NamesThoseThatThereAre(string list, string remedy)
    {
        machine.On("azd", "env list", list);

        CommandRun run = await machine.RunAsync("what-if");

        Assert.Equal(1, run.Code);
        Assert.Contains(remedy, run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIf_UnknownEnvironment_NamesThoseThatThereAre()
    {
        CommandRun run = await machine.RunAsync("what-if", "--environment", "typo");

        Assert.Equal(1, run.Code);
        Assert.Contains("environment: There is no 'typo'. Choose one: --environment, or azd env select, with one of other, training;", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIf_EnvironmentWithoutTarget_GivesTheCommandsThatSetIt()
    {
        machine.On("azd", "env get-values", """{"AZURE_ENV_NAME":"training"}""");

        CommandRun run = await machine.RunAsync("what-if");

        Assert.Equal(1, run.Code);
        Assert.Contains(
            $"subscription: azd env set AZURE_SUBSCRIPTION_ID {FakeMachine.SubscriptionId} --environment training   (that is 'Research', where az is signed in)", run.Output,
            StringComparison.Ordinal);
        Assert.Contains("region: azd env set AZURE_LOCATION REGION --environment training   (az functionapp list-flexconsumption-locations", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_RegistryWithoutPackages_SaysWhatTheBuildSays()
    {
        const string Said = "AzureRuntime=azure needs packages that this machine's package registry lacks: TorchSharp 0.105.2. Add a source that has them.";
        machine.On("dotnet", "msbuild", $"/c/eng/registry/CheckRuntime.targets(7,5): error : {Said} [/c/eng/registry/Check.proj]", code: "1");

        CommandRun run = await machine.RunAsync("deploy", "--yes");

        Assert.Equal(1, run.Code);
        Assert.Contains($"1. Azure packages: {Said}\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("[msbuild][eng/registry/Check.proj][-nologo][-v:quiet][-nodeReuse:false][-p:AzureRuntime=azure]", machine.Calls("dotnet")[^1]);
    }

    [Fact]
    public async Task Deploy_SetUpNeverRan_SaysSo()
    {
        File.Delete(Path.Combine(machine.Clone, ".packages", "registry.props"));

        CommandRun run = await machine.RunAsync("deploy", "--yes");

        Assert.Contains("Azure packages: Nobody has looked yet: eng/setup asks your NuGet source what it has.", run.Output, StringComparison.Ordinal);
    }

    private static string AfterTable(CommandRun run)
    {
        string text = run.Output.ReplaceLineEndings("\n");
        const string Mark = "What to do, in this order:\n";
        return text[(text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].TrimEnd('\n');
    }
}
