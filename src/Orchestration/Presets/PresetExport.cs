using System.IO.Compression;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Presets as files: one as JSON, several as a zip of such files, signed where there is a key.</summary>
public sealed class PresetExport(PresetService presets, PresetSigning signing)
{
    /// <summary>In one archive.</summary>
    public const int MostNames = 1000;

    // No time of the clock: the same presets are the same bytes but for the signatures.
    private static readonly DateTimeOffset EntryTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<PresetFile> FileAsync(PresetName name, int? version, CancellationToken cancellationToken)
    {
        (StoredPreset stored, PresetContent content) = await presets.GetAsync(name, version, cancellationToken);
        return signing.Sign(new PresetFile(name, stored.Version, stored.Description, content, null));
    }

    /// <summary>The current versions; with an ensemble its members, as it names them.</summary>
    /// <exception cref="RequestException">One of them is not there, or the archive would be larger than one that can be imported.</exception>
    public async Task<byte[]> ZipAsync(IReadOnlyList<PresetName> names, CancellationToken cancellationToken)
    {
        Dictionary<string, PresetFile> files = new(StringComparer.Ordinal);
        foreach (PresetName name in names) files[name.Text] = await FileAsync(name, null, cancellationToken);
        foreach (PresetMember member in files.Values.SelectMany(file => file.Content.Members ?? []).ToArray())
        {
            if (!files.ContainsKey(member.Name)) files[member.Name] = await FileAsync(PresetName.Parse(member.Name), member.Version, cancellationToken);
        }

        using MemoryStream packed = new();
        using (ZipArchive zip = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (PresetFile file in files.Values.OrderBy(file => file.Name.Text, StringComparer.Ordinal))
            {
                ZipArchiveEntry entry = zip.CreateEntry(file.FileName);
                entry.LastWriteTime = EntryTime;
                await using Stream content = await entry.OpenAsync(cancellationToken);
                await content.WriteAsync(file.Write(), cancellationToken);
            }
        }

        if (packed.Length <= ZipBody.MaxBytes) return packed.ToArray();
        throw new RequestException(
            new FieldFault("names", $"{names.Count} presets", $"presets that are at most {ZipBody.MaxBytes} bytes together (these are {packed.Length})"));
    }
}
