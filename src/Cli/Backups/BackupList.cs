using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Orchestration;

namespace ServerlessTraining.Cli.Backups;

/// <summary>What a backup was made of, as backup.json in its folder says, so that it can be compared with it for as long as it lies there.</summary>
/// <param name="Format">Of this list.</param>
/// <param name="Program">The version that made it.</param>
/// <param name="Files">By path.</param>
internal sealed record BackupList(int Format, DateTimeOffset Made, string Program, IReadOnlyList<BackupFile> Files)
{
    public const string FileName = "backup.json";

    public const int KnownFormat = 1;

    [JsonIgnore]
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <exception cref="CliException">There is none, or it is damaged or newer.</exception>
    public static BackupList Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new CliException(
                $"There is no {path}: that folder was not made by ./st data backup. To look into a data folder, start the product on it: ST_DATA={folder} ./st storage verify");
        }

        try
        {
            BackupList? list = JsonSerializer.Deserialize<BackupList>(File.ReadAllText(path), ApiJson.Options);
            if (list is null or { Format: KnownFormat, Files: null }) throw new JsonException("it has no files.");
            return list.Format == KnownFormat
                ? list
                : throw new CliException($"{path} has format {list.Format}, and this program knows {KnownFormat}. Use the program that made the backup: {list.Program}.");
        }
        catch (Exception damaged) when (damaged is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{path} cannot be read: {damaged.Message} Without it nobody knows what belongs to this backup. Make another.", damaged);
        }
    }

    public void Write(string folder)
    {
        using FileStream stream = new(Path.Combine(folder, FileName), FileMode.CreateNew, FileAccess.Write);
        JsonSerializer.Serialize(stream, this, ApiJson.Indented);
        stream.Flush(flushToDisk: true);
    }
}
