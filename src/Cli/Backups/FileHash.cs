using System.Security.Cryptography;

namespace ServerlessTraining.Cli.Backups;

/// <summary>Reads files once for their hash, or for their hash and a copy.</summary>
internal static class FileHash
{
    private const int BufferBytes = 1 << 20;

    /// <param name="path">Of the file.</param>
    /// <param name="read">Gets the bytes of each piece.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<BackupFile> OfAsync(string path, Action<int> read, CancellationToken cancellationToken) => ReadAsync(path, Stream.Null, read, cancellationToken);

    /// <summary>With its mode and time. Nobody who cannot read the file can read the copy at any moment.</summary>
    public static async Task<BackupFile> CopyAsync(FileInfo source, string target, Action<int> read, CancellationToken cancellationToken)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = source.UnixFileMode;
        BackupFile copied;
        await using (FileStream copy = new(target, options))
        {
            copied = await ReadAsync(source.FullName, copy, read, cancellationToken);
            copy.Flush(flushToDisk: true);
        }

        // What a mask took away when it was made.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(target, source.UnixFileMode);
        File.SetLastWriteTimeUtc(target, source.LastWriteTimeUtc);
        return copied;
    }

    private static async Task<BackupFile> ReadAsync(string path, Stream copy, Action<int> read, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream source = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] buffer = new byte[BufferBytes];
        long bytes = 0;
        while (await source.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            hash.AppendData(buffer, 0, count);
            await copy.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            bytes += count;
            read(count);
        }

        return new BackupFile(path, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
