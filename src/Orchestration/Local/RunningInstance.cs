using System.Text.Json;

namespace ServerlessTraining.Orchestration.Local;

/// <summary>The instance that owns a data folder, as it wrote itself down in instance.json.</summary>
public sealed record RunningInstance(int Pid, string Url)
{
    /// <summary>The note's name in the data folder; of no use in a copy.</summary>
    public const string FileName = "instance.json";

    /// <summary>The program that may write one; a process of another name got the id later.</summary>
    private const string Program = "ServerlessTraining.LocalHost";

    /// <summary>The folder that it owns, without links: a note that came with a copy names another. Null in notes of programs that did not write it.</summary>
    public string? Data { get; init; }

    public bool IsAlive => ProcessTable.CommandLine(Pid).Any(word => word.Contains(Program, StringComparison.Ordinal));

    /// <summary>Null when there is none, or only the note of a dead one, or of the owner of another folder.</summary>
    public static RunningInstance? Read(string dataFolder) => ReadNote(dataFolder) is { } found && found.Owns(dataFolder) ? found : null;

    /// <summary>The living owner of another folder whose note lies in this one, which was copied from the other; null where there is none.</summary>
    public static RunningInstance? ReadCopied(string dataFolder) => ReadNote(dataFolder) is { } found && !found.Owns(dataFolder) ? found : null;

    public void Write(string dataFolder)
    {
        // A reader must never see half a file.
        string temporary = PathIn(dataFolder) + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this with { Data = RealPath.Of(dataFolder) }, ApiJson.Options) + "\n");
        File.Move(temporary, PathIn(dataFolder), overwrite: true);
    }

    public static void Clear(string dataFolder) => File.Delete(PathIn(dataFolder));

    private static RunningInstance? ReadNote(string dataFolder)
    {
        try
        {
            RunningInstance? found = JsonSerializer.Deserialize<RunningInstance>(File.ReadAllText(PathIn(dataFolder)), ApiJson.Options);
            return found is { IsAlive: true } ? found : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private bool Owns(string dataFolder) => Data is null || Data == RealPath.Of(dataFolder);

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, FileName);
}
