namespace ServerlessTraining.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">Package id, library or tool.</param>
/// <param name="Kind">tool, native or package.</param>
/// <param name="Version">Where it is known.</param>
/// <param name="Source">registry, feed, built, debian, system, environment, compat or missing.</param>
/// <param name="State">present, loads, does not load, stood in for, or missing.</param>
/// <param name="Ok">Whether the product can do with this state.</param>
/// <param name="Detail">Path, origin, or what is wrong.</param>
public sealed record DoctorFinding(string Name, string Kind, string? Version, string Source, string State, bool Ok, string? Detail);
