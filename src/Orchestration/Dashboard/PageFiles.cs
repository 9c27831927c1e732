using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ServerlessTraining.Orchestration.Dashboard;

/// <summary>The files of the page, read once, at the first request: a few MB, and nothing of a request ever reaches the file system.</summary>
public sealed class PageFiles(PageOptions options)
{
    // No links, which could lead out of the folder, and nothing hidden.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
    };

    private volatile FrozenDictionary<string, PageFile>? files;

    /// <summary>By name; null where there is no page, which is asked again each time.</summary>
    internal async Task<IReadOnlyDictionary<string, PageFile>?> ReadAsync(CancellationToken cancellationToken)
    {
        if (files is { } known) return known;
        if (options.Folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, PageOptions.Start))) is not { } root) return null;
        List<PageFile> found = [];
        foreach (string path in Directory.EnumerateFiles(root, "*", Everything))
        {
            if (!PageFileTypes.ByExtension.TryGetValue(Path.GetExtension(path), out string? type)) continue;
            byte[] content = await File.ReadAllBytesAsync(path, cancellationToken);
            string name = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            found.Add(new PageFile(name, type, content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"")));
        }

        return files = found.ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);
    }
}
