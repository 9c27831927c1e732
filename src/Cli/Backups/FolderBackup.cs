using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Cli.Backups;

/// <summary>Copies a data folder that nobody writes to, into a folder that has its name only when the copy is whole and compared.</summary>
/// <param name="source">The data folder.</param>
/// <param name="target">New, or an empty folder.</param>
/// <param name="clock">For the time in the list.</param>
/// <param name="freeBytes">What is free where a folder lies.</param>
internal sealed class FolderBackup(string source, string target, TimeProvider clock, Func<string, long> freeBytes)
{
    private const string Unfinished = ".partial";

    private readonly string building = target + Unfinished;

    /// <summary>What is free for this user on the volume of the nearest folder that there is.</summary>
    public static long FreeBytes(string folder)
    {
        string? there = folder;
        while (there is not null && !Directory.Exists(there)) there = Path.GetDirectoryName(there);
        return new DriveInfo(there ?? folder).AvailableFreeSpace;
    }

    /// <exception cref="CliException">There cannot be a backup of this folder to that place; everything that is wrong is told.</exception>
    public void Check()
    {
        List<string> faults = [];
        (string from, string to) = (RealPath.Of(source), RealPath.Of(target));
        if (!Directory.Exists(source)) faults.Add($"There is no data folder {source}: nothing was stored there yet, or ST_DATA should name another.");
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            faults.Add($"{target} is not empty. Name a folder that is new or empty.");
        }

        if (Inside(from, to)) faults.Add($"{target} is inside the data folder {source}. Name a folder outside of it.");
        else if (Inside(to, from)) faults.Add($"The data folder {source} is inside {target}. Name another folder.");
        if (Path.Exists(building)) faults.Add($"{building} is there: another backup is being made, or one was killed. Delete it if none is.");
        if (faults.Count > 0) throw new CliException(string.Join('\n', faults));
    }

    /// <summary>After <see cref="Check"/>, by the holder of the folder's <see cref="InstanceLock"/>. Whatever ends it before its end, nothing of it is left.</summary>
    /// <param name="done">Gets the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">There is no room, the copy is not what was copied, or somebody wrote meanwhile.</exception>
    public async Task<BackupList> MakeAsync(Action<double> done, CancellationToken cancellationToken)
    {
        IReadOnlyList<FileSystemInfo> found = DataFolderFiles.List(source);
        long total = found.OfType<FileInfo>().Sum(file => file.Length);
        if (freeBytes(target) is var free && free < total)
        {
            throw new CliException($"The copy needs {Shown.Count(total)} bytes, and {Shown.Count(free)} are free for {target}. Name a folder on another volume.");
        }

        try
        {
            long read = 0;
            Action<int> count = bytes => done(Math.Min(1, (double)(read += bytes) / Math.Max(1, 2 * total)));
            BackupList list = new(BackupList.KnownFormat, clock.GetUtcNow(), BuildInfo.Version, await CopyAsync(found, count, cancellationToken));
            if (await BackupCheck.FaultsAsync(building, list, count, cancellationToken) is [_, ..] faults)
            {
                throw new CliException($"The copy is not what was copied:\n{string.Join('\n', faults)}\nName a folder on another disk: that of {target} is not to be trusted.");
            }

            ThrowIfWritten(found);
            list.Write(building);
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(building, target);
            return list;
        }
        catch (Exception failure)
        {
            if (Directory.Exists(building)) Directory.Delete(building, recursive: true);
            if (failure is not (IOException or UnauthorizedAccessException)) throw;
            throw new CliException($"The backup failed, and nothing is left of it: {failure.Message}", failure);
        }
    }

    private static bool Inside(string folder, string path) => path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private async Task<IReadOnlyList<BackupFile>> CopyAsync(IReadOnlyList<FileSystemInfo> found, Action<int> count, CancellationToken cancellationToken)
    {
        List<BackupFile> files = [];
        Create(new DirectoryInfo(source), building);
        foreach (FileSystemInfo one in found)
        {
            string path = DataFolderFiles.PathIn(source, one.FullName);
            string copy = Path.Combine(building, path);
            if (one is FileInfo file) files.Add(await FileHash.CopyAsync(file, copy, count, cancellationToken) with { Path = path });
            else Create((DirectoryInfo)one, copy);
        }

        return files;
    }

    private static void Create(DirectoryInfo like, string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, like.UnixFileMode);
    }

    // The lock keeps the product away, but not its emulator in the second in which it outlives a product that was killed, nor an editor.
    private void ThrowIfWritten(IReadOnlyList<FileSystemInfo> before)
    {
        IEnumerable<(string Path, long Bytes, DateTime Written)> then = before.OfType<FileInfo>().Select(Of);
        IEnumerable<(string Path, long Bytes, DateTime Written)> now = DataFolderFiles.List(source).OfType<FileInfo>().Select(Of);
        string[] changed = [.. then.Except(now).Concat(now.Except(then)).Select(one => one.Path).Distinct(StringComparer.Ordinal)];
        if (changed.Length > 0) throw new CliException($"Somebody wrote to {source} while it was copied: {string.Join(", ", changed)}. Make the backup once more.");
        static (string Path, long Bytes, DateTime Written) Of(FileInfo file) => (file.FullName, file.Length, file.LastWriteTimeUtc);
    }
}
