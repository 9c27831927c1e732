namespace ServerlessTraining.Cli.Cloud;

/// <summary>What to do after azd has failed, by what it said.</summary>
internal static class AzdAdvice
{
    private static readonly (string[] Words, string Advice)[] Known =
    [
        (["quota"], "A quota is used up or was never given: ask for it in the portal, take another region, or go on without a GPU: azd env set ST_GPU_PROFILE none"),
        (["AuthorizationFailed", "does not have authorization", "RoleAssignment"],
            "Your account may not do that: in the subscription it must be Owner, or Contributor and User Access Administrator, as roles are assigned."),
        (["LocationNotAvailable", "not available in the location", "not available for the region"],
            "Not every region has everything: az functionapp list-flexconsumption-locations --output table"),
        (["registry lacks"], "Your NuGet source lacks the Azure packages named above: add one that has them."),
        (["AADSTS", "azd auth login", "not logged in"], "The sign-in has run out: azd auth login, az login"),
    ];

    public static IReadOnlyList<string> ForPreview(IReadOnlyList<string> lines) => [.. Fitting(lines), "What went wrong stands above; docs/guides/azure.md says what is usual."];

    public static IReadOnlyList<string> ForDeployment(IReadOnlyList<string> lines) =>
    [
        .. Fitting(lines),
        "What went wrong stands above. Mend it and run ./st cloud deploy again: it changes only what differs.",
        "./st cloud status shows what is there; docs/guides/azure.md says what is usual, and how to have everything away.",
    ];

    private static IEnumerable<string> Fitting(IReadOnlyList<string> lines) => Known
        .Where(known => lines.Any(line => known.Words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase))))
        .Select(known => known.Advice);
}
