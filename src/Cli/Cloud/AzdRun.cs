using System.Text.Json.Serialization;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>A verb that runs azd, as JSON.</summary>
/// <param name="Checks">What was looked at first.</param>
/// <param name="ExitCode">Of azd; null where it was not started.</param>
/// <param name="Lines">What it said, in that order.</param>
internal sealed record AzdRun(IReadOnlyList<CloudCheck> Checks, int? ExitCode, IReadOnlyList<string> Lines)
{
    [JsonIgnore]
    public bool Succeeded => ExitCode == 0;
}
