using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace ServerlessTraining.Orchestration.Local;

/// <summary>The key of a data folder's HTTP functions, in keys.json, which its owner alone may read. Made at the first start.</summary>
public static class LocalKeys
{
    private const string FileName = "keys.json";
    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Null when the folder has none yet.</summary>
    /// <exception cref="LocalSettingsException">The file is damaged, or others can read it.</exception>
    public static string? Read(string dataFolder)
    {
        string file = PathIn(dataFolder);
        if (!File.Exists(file)) return null;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
        {
            throw new LocalSettingsException($"'{file}' holds a key and others on this machine may read it. Delete it, and the next start makes a new key.");
        }

        try
        {
            return JsonSerializer.Deserialize<Keys>(File.ReadAllText(file), ApiJson.Options) is { HostKey: { Length: > 0 } key }
                ? key
                : throw Damaged(file, innerException: null);
        }
        catch (JsonException error)
        {
            throw Damaged(file, error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new LocalSettingsException($"'{file}' cannot be read: it belongs to another user. Set ST_KEY instead.", error);
        }
    }

    /// <summary>For the owner of the folder's instance lock.</summary>
    public static string ReadOrCreate(string dataFolder)
    {
        if (Read(dataFolder) is { } found) return found;
        Directory.CreateDirectory(dataFolder);
        string key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

        // Private from its first byte, and never half a file.
        string temporary = PathIn(dataFolder) + ".new";
        File.Delete(temporary);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (FileStream stream = new(temporary, options))
        {
            JsonSerializer.Serialize(stream, new Keys(key), ApiJson.Options);
        }

        File.Move(temporary, PathIn(dataFolder));
        return key;
    }

    private static LocalSettingsException Damaged(string file, Exception? innerException) =>
        new($"'{file}' is damaged. Delete it, and the next start makes a new key.", innerException!);

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, FileName);

    private sealed record Keys(string? HostKey);
}
