using System.Text.Json;

namespace ServerlessTraining.Models.Native;

/// <summary>What set-up wrote about the native libraries: <c>.native/manifest.json</c>.</summary>
public sealed class NativeLibraryManifest
{
    private const string Repair = "Run ./run or ./test once more: set-up writes it again.";
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private NativeLibraryManifest(string path, IReadOnlyList<NativeLibraryEntry> entries)
    {
        Path = path;
        Entries = entries;
    }

    public string Path { get; }

    public IReadOnlyList<NativeLibraryEntry> Entries { get; }

    public static NativeLibraryManifest Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(full)) throw new NativeLibraryManifestException($"The list of native libraries '{full}' is missing. {Repair}");

        RawEntry?[]? raw;
        try
        {
            raw = JsonSerializer.Deserialize<RawEntry?[]>(File.ReadAllText(full), Json);
        }
        catch (JsonException error)
        {
            throw new NativeLibraryManifestException($"The list of native libraries '{full}' is not valid JSON: {error.Message} {Repair}", error);
        }

        string folder = System.IO.Path.GetDirectoryName(full)!;
        List<string> errors = [];
        List<NativeLibraryEntry> entries = [];
        foreach ((int index, RawEntry? entry) in (raw ?? []).Index())
        {
            if (ToEntry(entry, index, folder, errors) is { } good) entries.Add(good);
        }

        foreach (string twice in entries.GroupBy(e => e.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            errors.Add($"'{twice}' is listed more than once; once is allowed");
        }

        if (errors.Count > 0)
        {
            throw new NativeLibraryManifestException($"The list of native libraries '{full}' has errors: {string.Join("; ", errors)}. {Repair}");
        }

        return new NativeLibraryManifest(full, entries);
    }

    private static NativeLibraryEntry? ToEntry(RawEntry? raw, int index, string folder, List<string> errors)
    {
        int before = errors.Count;
        if (raw?.Name is null || !NativeLibraryNames.All.Contains(raw.Name, StringComparer.Ordinal))
        {
            errors.Add($"entry {index}: name is '{raw?.Name}', allowed: {string.Join(", ", NativeLibraryNames.All)}");
        }

        if (string.IsNullOrWhiteSpace(raw?.File)) errors.Add($"entry {index}: file is empty, a path is needed");
        if (string.IsNullOrWhiteSpace(raw?.Source)) errors.Add($"entry {index}: source is empty, allowed: built, debian, system, environment");
        if (errors.Count > before) return null;

        return new NativeLibraryEntry(
            raw!.Name!,
            System.IO.Path.GetFullPath(raw.File!, folder),
            raw.Version,
            raw.Source!,
            raw.Origin,
            [.. (raw.Preload ?? []).Select(file => System.IO.Path.GetFullPath(file, folder))]);
    }

    private sealed record RawEntry(string? Name, string? File, string? Version, string? Source, string? Origin, string[]? Preload);
}
