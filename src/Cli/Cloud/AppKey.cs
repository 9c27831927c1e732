namespace ServerlessTraining.Cli.Cloud;

/// <summary>The key of the functions app, for this process alone: it is written and printed nowhere. Where az gives none, why.</summary>
internal sealed record AppKey(string? Value, string? Why)
{
    public static async Task<AppKey> AskAsync(ToolRunner tools, AzdEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            ToolAnswer answer = await tools.AskAsync(
                ToolChecks.Az,
                [
                    "functionapp", "keys", "list", "--resource-group", environment.NameOf(AzdEnvironment.ResourceGroup), "--name", environment.NameOf(AzdEnvironment.FunctionApp),
                    "--subscription", environment.NameOf(AzdEnvironment.Subscription), "--query", "functionKeys.default", "--output", "tsv",
                ],
                cancellationToken);
            string key = answer.Output.Trim();
            if (answer.ExitCode != 0) return new AppKey(null, answer.Reason);
            // Anything else would be refused as a header by a message that has it.
            return key.Length > 0 && key.All(letter => letter is > ' ' and <= '~') ? new AppKey(key, null) : new AppKey(null, "the app has no default key");
        }
        catch (CliException missing)
        {
            return new AppKey(null, missing.Message);
        }
    }

    /// <summary>Without the key, whoever prints it.</summary>
    public override string ToString() => Value is null ? $"no key: {Why}" : "a key";
}
