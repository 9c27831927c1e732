namespace ServerlessTraining.Cli.Cloud;

/// <summary>Asks azd what it knows. It is never let ask back.</summary>
internal sealed class AzdClient(ToolRunner tools)
{
    private const string NoPrompt = "--no-prompt";
    private const string SignedIn = "success";

    // Of --check-status the exit code says nothing: it is 0 for whoever is not signed in.
    public async Task<bool> IsSignedInAsync(CancellationToken cancellationToken) =>
        (await AskAsync(["auth", "login", "--check-status"], cancellationToken)).Json["status"].Text == SignedIn;

    /// <summary>The names of all environments, and which one is chosen; null for none.</summary>
    public async Task<(IReadOnlyList<string> Names, string? Chosen)> EnvironmentsAsync(CancellationToken cancellationToken)
    {
        JsonLook[] all = [.. (await AskAsync(["env", "list"], cancellationToken)).Json.Items];
        return ([.. all.Select(one => one["Name"].Text)], all.Where(one => one["IsDefault"].Text == Shown.Of(flag: true)).Select(one => one["Name"].Text).FirstOrDefault());
    }

    /// <exception cref="CliException">azd does not tell.</exception>
    public async Task<AzdEnvironment> ReadAsync(string name, CancellationToken cancellationToken)
    {
        ToolAnswer answer = await AskAsync(["env", "get-values", "--environment", name], cancellationToken);
        JsonLook values = answer.Json;
        if (!values.IsThere) throw new CliException($"azd does not tell the values of the environment '{name}': {answer.Reason}");
        return new AzdEnvironment(name, values.Members.Where(one => one.Value.Text != Shown.Nothing).ToDictionary(one => one.Name, one => one.Value.Text, StringComparer.Ordinal));
    }

    public Task<int> PreviewAsync(string environment, Action<string> line, CancellationToken cancellationToken) =>
        RunAsync(["provision", "--preview", NoPrompt, "--environment", environment], line, cancellationToken);

    public Task<int> UpAsync(string environment, Action<string> line, CancellationToken cancellationToken) =>
        RunAsync(["up", NoPrompt, "--environment", environment], line, cancellationToken);

    private Task<int> RunAsync(string[] arguments, Action<string> line, CancellationToken cancellationToken) =>
        tools.RunAsync(ToolChecks.Azd, arguments, line, line, cancellationToken);

    private Task<ToolAnswer> AskAsync(string[] arguments, CancellationToken cancellationToken) =>
        tools.AskAsync(ToolChecks.Azd, [.. arguments, NoPrompt, "--output", "json"], cancellationToken);
}
