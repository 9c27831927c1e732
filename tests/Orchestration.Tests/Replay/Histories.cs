using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Replay;

/// <summary>The recorded histories, in a folder for each orchestrator.</summary>
internal static class Histories
{
    private static readonly string Folder = Repository.PathOf("tests", "Orchestration.Tests", "Replay", "Histories");

    /// <summary>Orchestrator and name of each, such as FoldSet/all-trained.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.jsonl", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string history) => Path.Combine(Folder, history + ".jsonl");

    public static string OrchestratorOf(string history) => history.Split('/')[0];
}
