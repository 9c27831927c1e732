using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>A preset in the list of `GET /api/presets`, which is a page: `items` and `continuation`.</summary>
/// <param name="Updated">When the version was made.</param>
public sealed record PresetListItem(
    string Name, string Symbol, string Timeframe, string FeatureSystem, string Architecture, IReadOnlyList<int> Horizons, int Version, PresetStatus? Status, double? BestMetric,
    bool AutoValidated, string Description, DateTimeOffset Updated)
{
    internal static PresetListItem Of(PresetSummary preset)
    {
        PresetName name = PresetName.Parse(preset.Name);
        return new PresetListItem(
            name.Text, name.Symbol.Name, name.Timeframe.Name, name.FeatureSystem, name.Architecture, name.Horizons, preset.Version, preset.Status, preset.BestMetric,
            preset.AutoValidated, preset.Description, preset.At);
    }
}
