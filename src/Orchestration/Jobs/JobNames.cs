using System.Text.Json;
using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The one spelling of modes, states and stages, in rows, messages and answers.</summary>
internal static class JobNames
{
    public static string Name(JobMode mode) => Snake(mode.ToString());

    public static string Name(JobStatus status) => Snake(status.ToString());

    public static string Name(JobStageKind stage) => Snake(stage.ToString());

    /// <summary>The first mode for a name that is none: whoever reads has refused it.</summary>
    public static JobMode Mode(string name) => Enum.GetValues<JobMode>().FirstOrDefault(mode => Name(mode) == name);

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
