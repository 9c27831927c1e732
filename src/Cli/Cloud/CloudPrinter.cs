using Spectre.Console;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>What a cloud command shows of what it needs.</summary>
internal static class CloudPrinter
{
    private static readonly string[] Columns = ["needed", "state", "found"];

    /// <summary>All that was looked at, then what to do, in the order in which it can be done.</summary>
    public static void Missing(IAnsiConsole console, IReadOnlyList<CloudCheck> checks)
    {
        TablePrinter.Print(console, Columns, checks.Select(check => (IReadOnlyList<string>)
            [check.Name, check.Ok ? check.State : $"{check.State} (!)", check.Found ?? Shown.Nothing]));
        CloudCheck[] bad = [.. checks.Where(check => !check.Ok)];
        console.WriteLine("What to do, in this order:");
        // Not as a table, which would cut commands that are to be copied.
        foreach ((int index, CloudCheck check) in bad.Index()) console.Profile.Out.Writer.WriteLine($"  {index + 1}. {check.Name}: {check.Remedy}");
        console.WriteLine($"Nothing was started: {bad.Length} of {checks.Count} are not ready. docs/guides/azure.md has every step.");
    }

    /// <summary>Where a command works.</summary>
    public static void Target(IAnsiConsole console, CloudGround ground)
    {
        AzdEnvironment environment = ground.Environment!;
        string id = environment[AzdEnvironment.Subscription] ?? Shown.Nothing;
        FactPrinter.Print(
            console, $"environment '{environment.Name}'", ("subscription", ground.Account is { } account && account.Id == id ? $"{account.Name} ({id})" : id),
            ("region", environment[AzdEnvironment.Location] ?? Shown.Nothing), ("group", environment[AzdEnvironment.ResourceGroup] ?? Shown.Nothing),
            ("GPU", environment["ST_GPU_PROFILE"] ?? "none"), ("network", environment["ST_VNET"] == "true" ? "closed" : Shown.Nothing));
    }
}
