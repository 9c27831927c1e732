using System.Text.Json;

namespace ServerlessTraining.Orchestration.Local;

/// <summary>The instance that owns a data folder, as it wrote itself down in instance.json.</summary>
public sealed record RunningInstance(int Pid, string Url)
{
    /// <summary>The program that may write one; a process of another name got the id later.</summary>
    private const string Program = "ServerlessTraining.LocalHost";

    public bool IsAlive => ProcessTable.CommandLine(Pid).Any(word => word.Contains(Program, StringComparison.Ordinal));

    /// <summary>Null when there is none, or only the note of a dead one.</summary>
    public static RunningInstance? Read(string dataFolder)
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

    public void Write(string dataFolder)
    {
        // A reader must never see half a file.
        string temporary = PathIn(dataFolder) + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, ApiJson.Options) + "\n");
        File.Move(temporary, PathIn(dataFolder), overwrite: true);
    }

    public static void Clear(string dataFolder) => File.Delete(PathIn(dataFolder));

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, "instance.json");
}
