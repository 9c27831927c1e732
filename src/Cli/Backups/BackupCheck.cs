namespace ServerlessTraining.Cli.Backups;

/// <summary>Compares a folder with the list of what it should hold.</summary>
internal static class BackupCheck
{
    /// <param name="folder">Of the backup.</param>
    /// <param name="list">What was copied into it.</param>
    /// <param name="read">Gets the bytes of each piece that was read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A line a file that is missing, changed or should not be there; none where the backup is whole.</returns>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string folder, BackupList list, Action<int> read, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        HashSet<string> there = [.. DataFolderFiles.List(folder).OfType<FileInfo>().Select(file => DataFolderFiles.PathIn(folder, file.FullName))];
        foreach (BackupFile wanted in list.Files)
        {
            if (!there.Remove(wanted.Path))
            {
                faults.Add($"{wanted.Path} is missing");
                continue;
            }

            if (await CompareAsync(folder, wanted, read, cancellationToken) is { } fault) faults.Add(fault);
        }

        return [.. faults, .. there.Order(StringComparer.Ordinal).Select(path => $"{path} was added")];
    }

    private static async Task<string?> CompareAsync(string folder, BackupFile wanted, Action<int> read, CancellationToken cancellationToken)
    {
        try
        {
            BackupFile found = await FileHash.OfAsync(Path.Combine(folder, wanted.Path), read, cancellationToken);
            if (found.Bytes != wanted.Bytes) return $"{wanted.Path} has {Shown.Count(found.Bytes)} bytes, and {Shown.Count(wanted.Bytes)} were copied";
            return found.Sha256 == wanted.Sha256 ? null : $"{wanted.Path} is changed: its SHA-256 begins with {Shown.Hash(found.Sha256)}, not with {Shown.Hash(wanted.Sha256)}";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return $"{wanted.Path} cannot be read: {unreadable.Message}";
        }
    }
}
