using ServerlessTraining.Orchestration.Pipeline;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The files of settings that jobs read.</summary>
internal static class JobSettingsFile
{
    private const string Default = "default";

    public static SettingsFile Gates { get; } = new("gates", "GatesFile", "gates.yaml", Default);

    public static SettingsFile Targets { get; } = new("targets", "TargetsFile", "targets.yaml", Default);
}
