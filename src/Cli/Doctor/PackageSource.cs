namespace ServerlessTraining.Cli.Doctor;

/// <summary>A line of .packages/sources.json: where set-up found a package.</summary>
public sealed record PackageSource(string Id, string Version, string Source, string? Origin, string? StandIn);
