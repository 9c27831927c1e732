using System.Text.Json;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>A version of a preset, as `GET /api/presets/{name}` shows it.</summary>
/// <param name="Deleted">Of the name.</param>
/// <param name="Fingerprint">Of the content.</param>
/// <param name="Updated">When the version was made.</param>
public sealed record PresetView(string Name, int Version, bool Deleted, string Description, string Fingerprint, DateTimeOffset Updated, JsonElement Content)
{
    private const string NoSearch =
        "no search is noted for it here: it was saved by hand, imported, or generated before it was noted what a search uses";

    /// <summary>What the search that this version came of took: trials of all phases and held-out folds. Null where none is known.</summary>
    public CostView? Cost { get; init; }

    /// <summary>Why there is no <see cref="Cost"/>; null where there is.</summary>
    public string? CostReason { get; init; }

    internal static PresetView Of(StoredPreset preset, CostBook costs)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return new PresetView(preset.Name, preset.Version, preset.IsDeleted, preset.Description, preset.ContentFingerprint, preset.At, preset.Content)
        {
            Cost = preset.Use is { } use ? costs.ViewOf(use) : null,
            CostReason = preset.Use is null ? NoSearch : null,
        };
    }
}
