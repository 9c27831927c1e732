using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Replay;

/// <summary>The recorded histories, in a folder for each orchestrator.</summary>
internal static class Histories
{
    private const string Switch = "ST_RECORD";

    private static readonly string Folder = Repository.PathOf("tests", "Orchestration.Tests", "Replay", "Histories");

    /// <summary>Orchestrator and name of each, such as FoldSet/all-trained.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.jsonl", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string history) => Path.Combine(Folder, history + ".jsonl");

    /// <summary>With ST_RECORD=1 a history that has no file yet is written; a file that is there is kept.</summary>
    public static void Record(string name, RecordedHistory history)
    {
        string path = PathOf(name);
        if (Environment.GetEnvironmentVariable(Switch) != "1" || File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using StreamWriter lines = new(path);
        history.Write(lines);
    }

    public static string OrchestratorOf(string history) => history.Split('/')[0];
}
