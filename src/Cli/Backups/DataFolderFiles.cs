using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Cli.Backups;

/// <summary>What of a data folder belongs into a backup: everything but what is true of one folder at one time only.</summary>
internal static class DataFolderFiles
{
    private static readonly string[] LeftOut = [RunningInstance.FileName, InstanceLock.FileName, BackupList.FileName];

    /// <summary>Folders, each before what is in it, and files, by path.</summary>
    /// <exception cref="CliException">There are links, whose targets a copy would not have, or a part of it cannot be read.</exception>
    public static IReadOnlyList<FileSystemInfo> List(string folder)
    {
        List<FileSystemInfo> found = [];
        try
        {
            Add(new DirectoryInfo(folder), found);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{folder} cannot be read: {unreadable.Message}", unreadable);
        }

        string[] links = [.. found.Where(one => one.LinkTarget is not null).Select(one => one.FullName)];
        if (links.Length > 0) throw new CliException($"These are links, which are not followed: {string.Join(", ", links)}. Put in their place what they name.");
        return [.. found.Where(one => !LeftOut.Contains(PathIn(folder, one.FullName), StringComparer.Ordinal))];
    }

    /// <summary>With slashes, the same on every system.</summary>
    public static string PathIn(string folder, string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static void Add(DirectoryInfo folder, List<FileSystemInfo> found)
    {
        foreach (FileSystemInfo one in folder.EnumerateFileSystemInfos().OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            found.Add(one);
            if (one is DirectoryInfo { LinkTarget: null } inner) Add(inner, found);
        }
    }
}
