namespace ServerlessTraining.Cli.Cloud;

/// <summary>What there is to work on.</summary>
/// <param name="Checks">Everything that was looked at.</param>
/// <param name="Environment">Null where none is chosen.</param>
/// <param name="Account">Null where az is not signed in.</param>
internal sealed record CloudGround(IReadOnlyList<CloudCheck> Checks, AzdEnvironment? Environment, AzureAccount? Account)
{
    public bool Ready => Checks.All(check => check.Ok);
}
