namespace ServerlessTraining.Cli.Cloud;

/// <summary>Looks at all that a cloud command needs, so that everything that is missing is told at once. It changes nothing.</summary>
internal sealed class CloudExamination(CliContext context, ToolRunner tools)
{
    private const string SetUp = "eng/setup asks your NuGet source what it has";
    private readonly AzdClient azd = new(tools);
    private readonly ToolChecks programs = new(tools);

    /// <param name="needs">Of the verb.</param>
    /// <param name="chosen">The environment that was asked for; null for the one that azd has chosen.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<CloudGround> RunAsync(CloudNeeds needs, string? chosen, CancellationToken cancellationToken)
    {
        CloudCheck clone = Clone();
        // Tools take a second to start: those that do not wait for each other run beside each other. All have ended when this returns, also after Ctrl-C.
        Task<(AzureAccount? Account, CloudCheck[] Checks)> azure = AzureAsync(cancellationToken);
        Task<CloudCheck[]> build = needs.Build ? BuildAsync(clone.Ok, cancellationToken) : Task.FromResult<CloudCheck[]>([]);
        Task<(AzdEnvironment? Environment, CloudCheck[] Tool, CloudCheck[] Choices)> own = AzdAsync(clone.Ok, chosen, needs, azure, cancellationToken);
        await Task.WhenAll(azure, build, own);
        return new CloudGround([clone, .. (await own).Tool, .. (await azure).Checks, .. (await own).Choices, .. await build], (await own).Environment, (await azure).Account);
    }

    private CloudCheck Clone() => context.Root is { } root && File.Exists(Path.Combine(root.Path, "azure.yaml")) && File.Exists(Path.Combine(root.Path, "infra", "main.bicep"))
        ? CloudCheck.Good("clone", root.Path)
        : CloudCheck.Missing("clone", "Go into a clone of ServerlessTraining that has azure.yaml and infra/, or set ST_ROOT to one.");

    private async Task<(AzdEnvironment? Environment, CloudCheck[] Tool, CloudCheck[] Choices)> AzdAsync(
        bool hasClone, string? chosen, CloudNeeds needs, Task<(AzureAccount? Account, CloudCheck[] Checks)> azure, CancellationToken cancellationToken)
    {
        CloudCheck program = await programs.AzdAsync(cancellationToken);
        CloudCheck signedIn = await SignedInAsync(program.Ok, cancellationToken);
        (AzdEnvironment? environment, CloudCheck check) = await EnvironmentAsync(hasClone && program.Ok, chosen, cancellationToken);
        return (environment, [program, signedIn], needs.Target ? [check, Subscription(environment, (await azure).Account), Region(environment)] : [check]);
    }

    private async Task<CloudCheck> SignedInAsync(bool canAsk, CancellationToken cancellationToken)
    {
        const string Name = "signed in (azd)";
        const string Remedy = "azd auth login";
        if (!canAsk) return CloudCheck.NotLookedAt(Name, Remedy);
        return await azd.IsSignedInAsync(cancellationToken) ? CloudCheck.Good(Name, null) : CloudCheck.Missing(Name, Remedy);
    }

    private async Task<(AzureAccount? Account, CloudCheck[] Checks)> AzureAsync(CancellationToken cancellationToken)
    {
        const string Name = "signed in (az)";
        const string Remedy = "az login";
        CloudCheck program = await programs.AzAsync(cancellationToken);
        if (!program.Ok) return (null, [program, CloudCheck.NotLookedAt(Name, Remedy)]);
        JsonLook said = (await tools.AskAsync(ToolChecks.Az, ["account", "show", "--output", "json"], cancellationToken)).Json;
        if (!said["id"].IsThere) return (null, [program, CloudCheck.Missing(Name, Remedy)]);
        AzureAccount account = new(said["id"].Text, said["name"].Text);
        return (account, [program, CloudCheck.Good(Name, account.Name)]);
    }

    private async Task<(AzdEnvironment? Environment, CloudCheck Check)> EnvironmentAsync(bool canAsk, string? chosen, CancellationToken cancellationToken)
    {
        const string Name = "environment";
        const string Remedy = "azd env new NAME, with a name of your own";
        if (!canAsk) return (null, CloudCheck.NotLookedAt(Name, Remedy));
        (IReadOnlyList<string> names, string? byDefault) = await azd.EnvironmentsAsync(cancellationToken);
        string others = names.Count == 0 ? Remedy : $"Choose one: --environment, or azd env select, with one of {string.Join(", ", names)}; or {Remedy}";
        if ((chosen ?? context.Configuration["AZURE_ENV_NAME"] ?? byDefault) is not { } wanted) return (null, CloudCheck.Missing(Name, others));
        return names.Contains(wanted, StringComparer.Ordinal)
            ? await ReadAsync(Name, wanted, cancellationToken)
            : (null, CloudCheck.Missing(Name, $"There is no '{wanted}'. {others}"));
    }

    private async Task<(AzdEnvironment? Environment, CloudCheck Check)> ReadAsync(string name, string wanted, CancellationToken cancellationToken)
    {
        try
        {
            return (await azd.ReadAsync(wanted, cancellationToken), CloudCheck.Good(name, wanted));
        }
        catch (CliException error)
        {
            return (null, CloudCheck.Missing(name, error.Message));
        }
    }

    private static CloudCheck Subscription(AzdEnvironment? environment, AzureAccount? account) => Setting(
        "subscription", AzdEnvironment.Subscription, environment, account is null ? "ID" : account.Id,
        account is null ? "az account list --output table shows yours" : $"that is '{account.Name}', where az is signed in");

    private static CloudCheck Region(AzdEnvironment? environment) =>
        Setting("region", AzdEnvironment.Location, environment, "REGION", "az functionapp list-flexconsumption-locations --output table shows those that will do");

    private static CloudCheck Setting(string name, string variable, AzdEnvironment? environment, string example, string hint)
    {
        string remedy = $"azd env set {variable} {example}{(environment is null ? "" : $" --environment {environment.Name}")}   ({hint})";
        if (environment is null) return CloudCheck.NotLookedAt(name, remedy);
        return environment[variable] is { } value ? CloudCheck.Good(name, value) : CloudCheck.Missing(name, remedy);
    }

    private async Task<CloudCheck[]> BuildAsync(bool hasClone, CancellationToken cancellationToken)
    {
        CloudCheck[] both = await Task.WhenAll(programs.DotnetAsync(cancellationToken), programs.NodeAsync(cancellationToken));
        return [.. both, programs.Bash(), await PackagesAsync(hasClone && both[0].Ok, cancellationToken)];
    }

    // The check of the build itself: what it says here is what the deployment would stop with.
    private async Task<CloudCheck> PackagesAsync(bool canAsk, CancellationToken cancellationToken)
    {
        const string Name = "Azure packages";
        if (!canAsk) return CloudCheck.NotLookedAt(Name, SetUp);
        if (!File.Exists(Path.Combine(context.Root!.Path, ".packages", "registry.props"))) return CloudCheck.Missing(Name, $"Nobody has looked yet: {SetUp}.");
        ToolAnswer answer = await tools.AskAsync(
            ToolChecks.Dotnet, ["msbuild", "eng/registry/Check.proj", "-nologo", "-v:quiet", "-nodeReuse:false", "-p:AzureRuntime=azure"], cancellationToken);
        return answer.ExitCode == 0 ? CloudCheck.Good(Name, null) : CloudCheck.Missing(Name, BuildError(answer));
    }

    // MSBuild puts the file before the message and the project behind it.
    private static string BuildError(ToolAnswer answer)
    {
        const string Mark = "error : ";
        string line = answer.Output.Split('\n').FirstOrDefault(one => one.Contains(Mark, StringComparison.Ordinal)) ?? answer.Reason;
        int from = line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? at + Mark.Length : 0;
        int to = line.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var end && end > from ? end : line.Length;
        return line[from..to].Trim();
    }
}
