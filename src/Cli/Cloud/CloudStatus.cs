namespace ServerlessTraining.Cli.Cloud;

/// <summary><c>st cloud status</c> as JSON.</summary>
/// <param name="Checks">What was looked at first.</param>
/// <param name="Environment">Of azd; null where none is chosen.</param>
/// <param name="Url">Of the app; null where nothing was deployed.</param>
/// <param name="ResourceGroup">Where everything is.</param>
/// <param name="FunctionApp">The app's name.</param>
/// <param name="DataAccount">The storage account with everything but the task hub.</param>
/// <param name="Parts">Empty where nothing could be asked.</param>
internal sealed record CloudStatus(
    IReadOnlyList<CloudCheck> Checks, string? Environment, string? Url, string? ResourceGroup, string? FunctionApp, string? DataAccount, IReadOnlyList<CloudPart> Parts)
{
    public static CloudStatus Of(CloudGround ground, IReadOnlyList<CloudPart> parts) => new(
        ground.Checks, ground.Environment?.Name, ground.Environment?[AzdEnvironment.Url], ground.Environment?[AzdEnvironment.ResourceGroup],
        ground.Environment?[AzdEnvironment.FunctionApp], ground.Environment?[AzdEnvironment.DataAccount], parts);
}
