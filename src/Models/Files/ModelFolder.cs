using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Files;

/// <summary>A packed model as a folder on disk.</summary>
public static class ModelFolder
{
    /// <summary>All or nothing: the files are written to a folder beside it, which is then renamed. A folder that is there already is never written to.</summary>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(files);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string[] faults = [.. PackedLimits.Faults(files)];
        if (faults.Length > 0) throw new ServerlessTrainingException($"The model cannot be written to '{full}': {string.Join("; ", faults)}. Write what ModelFile.Pack gives.");
        string parent = Path.GetDirectoryName(full)
            ?? throw new ServerlessTrainingException($"The model cannot be written to '{full}', which is no folder of its own. Give a folder in another.");
        Directory.CreateDirectory(parent);
        string building = Path.Combine(parent, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        Directory.CreateDirectory(building);
        try
        {
            foreach ((string name, byte[] content) in files) WriteThrough(Path.Combine(building, name), content);
            if (Path.Exists(full)) throw new ServerlessTrainingException($"There is something at '{full}' already. Delete it, or write the model to another folder.");
            Directory.Move(building, full);
        }
        catch
        {
            Directory.Delete(building, recursive: true);
            throw;
        }
    }

    /// <summary>The files as they lie there. They are checked when they are opened; here only what could not be read safely is refused.</summary>
    public static IReadOnlyDictionary<string, byte[]> Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        DirectoryInfo root = new(folder);
        if (!root.Exists) throw new ServerlessTrainingException($"There is no model at '{root.FullName}': the folder is missing.");
        FileSystemInfo[] entries = [.. root.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        string[] faults = [.. Faults(entries)];
        if (faults.Length == 0) return entries.ToDictionary(entry => entry.Name, entry => File.ReadAllBytes(entry.FullName));
        throw new ServerlessTrainingException($"The model at '{root.FullName}' cannot be read: {string.Join("; ", faults)}. Take it from a copy, or train it again.");
    }

    private static IEnumerable<string> Faults(FileSystemInfo[] entries)
    {
        foreach (FileSystemInfo entry in entries)
        {
            // A link could lead out of the folder.
            if (entry is not FileInfo file || entry.LinkTarget is not null) yield return $"'{DocumentText.Cut(entry.Name)}' is not a plain file";
            else if (file.Length > ModelFile.MostFileBytes) yield return $"{DocumentText.Cut(file.Name)} has {file.Length} bytes; at most {ModelFile.MostFileBytes} are allowed";
        }

        long total = entries.OfType<FileInfo>().Where(file => file.LinkTarget is null).Sum(file => file.Length);
        if (total > ModelFile.MostTotalBytes) yield return $"the files have {total} bytes together; at most {ModelFile.MostTotalBytes} are allowed";
    }

    /// <summary>To the disk, so that a folder which was renamed is whole even after a power cut.</summary>
    private static void WriteThrough(string path, byte[] content)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
