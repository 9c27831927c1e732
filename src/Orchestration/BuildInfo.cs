using System.Reflection;

namespace ServerlessTraining.Orchestration;

/// <summary>What this build is.</summary>
public static class BuildInfo
{
    private static readonly Assembly Self = typeof(BuildInfo).Assembly;

    public static string Version { get; } = Self.GetName().Version!.ToString(3);

    /// <summary>Whether this program follows on that one. A version that is not of three numbers is of nobody known.</summary>
    public static bool Follows(string version) => System.Version.TryParse(version, out Version? other) && other < System.Version.Parse(Version);

    /// <summary>azure: built on the real Functions worker; local: on the stand-ins in compat/.</summary>
    public static string AzureRuntime { get; } =
        Self.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => string.Equals(a.Key, "AzureRuntime", StringComparison.Ordinal)).Value!;
}
