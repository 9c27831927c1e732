namespace ServerlessTraining.Cli.Cloud;

/// <summary>Looks whether programs are there and new enough.</summary>
internal sealed class ToolChecks(ToolRunner tools)
{
    public const string Azd = "azd";
    public const string Az = "az";
    public const string Dotnet = "dotnet";

    // The first that publishes to Flex Consumption.
    private static readonly Version LeastAzd = new(1, 9, 5);

    // The first that knows Flex Consumption.
    private static readonly Version LeastAz = new(2, 60, 0);
    private static readonly Version LeastDotnet = new(10, 0);
    private static readonly Version LeastNode = new(20, 19);

    public Task<CloudCheck> AzdAsync(CancellationToken cancellationToken) => LookAsync(
        Azd, ["version", "--output", "json"], answer => answer.Json["azd"]["version"].Text, LeastAzd, "the Azure Developer CLI", "https://aka.ms/azd", cancellationToken);

    public Task<CloudCheck> AzAsync(CancellationToken cancellationToken) => LookAsync(
        Az, ["version", "--output", "json"], answer => answer.Json["azure-cli"].Text, LeastAz, "the Azure CLI", "https://aka.ms/az", cancellationToken);

    public Task<CloudCheck> DotnetAsync(CancellationToken cancellationToken) => LookAsync(
        Dotnet, ["--version"], answer => answer.Output, LeastDotnet, "the .NET SDK", "https://dot.net", cancellationToken);

    public Task<CloudCheck> NodeAsync(CancellationToken cancellationToken) =>
        LookAsync("node", ["--version"], answer => answer.Output, LeastNode, "Node.js", "https://nodejs.org", cancellationToken);

    /// <summary>The hooks of azure.yaml are scripts of it.</summary>
    public CloudCheck Bash() => tools.Find("bash") is { } file
        ? CloudCheck.Good("bash", file)
        : CloudCheck.Missing("bash", "Install bash and have it on PATH: the hooks of azure.yaml need it. On Windows, Git has one: https://git-scm.com");

    private async Task<CloudCheck> LookAsync(
        string name, IReadOnlyList<string> arguments, Func<ToolAnswer, string> read, Version least, string what, string link, CancellationToken cancellationToken)
    {
        string remedy = $"Install {what}, {least} or newer: {link}";
        if (tools.Find(name) is null) return CloudCheck.Missing(name, remedy);
        ToolAnswer answer = await tools.AskAsync(name, arguments, cancellationToken);
        if (ToolVersion.Parse(read(answer)) is not { } found) return CloudCheck.Missing(name, $"It is there and does not say its version ({answer.Reason}). {remedy}");
        return found >= least ? CloudCheck.Good(name, found.ToString()) : CloudCheck.TooOld(name, found.ToString(), remedy);
    }
}
