using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ServerlessTraining.Orchestration.Dashboard;

/// <summary>The files of the page, a few MB, kept in memory: a name that is asked for is looked up among theirs and never reaches the file system. Whether the page was built again is
/// looked at when its start is asked for, which comes before all its other files.</summary>
public sealed class PageFiles(PageOptions options)
{
    // No links, which could lead out of the folder, and nothing hidden.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
    };

    private volatile Built? known;

    /// <summary>False where no page was found when it was last looked for.</summary>
    internal bool IsThere => known is not null;

    /// <summary>Null where the page has no such file, or there is no page, which is looked for each time.</summary>
    internal async Task<PageFile?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (known is null || name == PageOptions.Start)
        {
            try
            {
                await ReadAsync(cancellationToken);
            }
            catch (IOException) when (known is not null)
            {
                // It is being built just now: files go while they are read. The page stays as it was until its start is asked for again.
            }
        }

        return known?.Files.GetValueOrDefault(name);
    }

    /// <summary>A page that is gone stays as it was.</summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (options.Folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, PageOptions.Start))) is not { } root) return;
        FileInfo[] there = [.. new DirectoryInfo(root).EnumerateFiles("*", Everything).OrderBy(file => file.FullName, StringComparer.Ordinal)];
        string state = string.Join('\n', there.Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        if (known?.State == state) return;
        List<PageFile> found = [];
        foreach (FileInfo file in there)
        {
            if (!PageFileTypes.ByExtension.TryGetValue(file.Extension, out string? type)) continue;
            byte[] content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
            string name = Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            found.Add(new PageFile(name, type, content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"")));
        }

        known = new Built(state, found.ToFrozenDictionary(file => file.Name, StringComparer.Ordinal));
    }

    /// <param name="State">Changes with any file.</param>
    private sealed record Built(string State, FrozenDictionary<string, PageFile> Files);
}
