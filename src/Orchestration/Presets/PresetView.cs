using System.Text.Json;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>A version of a preset, as `GET /api/presets/{name}` shows it.</summary>
/// <param name="Deleted">Of the name.</param>
/// <param name="Fingerprint">Of the content.</param>
/// <param name="Updated">When the version was made.</param>
public sealed record PresetView(string Name, int Version, bool Deleted, string Description, string Fingerprint, DateTimeOffset Updated, JsonElement Content)
{
    public static PresetView Of(StoredPreset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return new PresetView(preset.Name, preset.Version, preset.IsDeleted, preset.Description, preset.ContentFingerprint, preset.At, preset.Content);
    }
}
