using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Studies;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>The names that configurations are made of, for forms that offer them: `GET /api/vocabulary`. The first of each is what is taken where none is named, but for the models.</summary>
/// <param name="CandleRanges">Of the options of a training from a candle.</param>
public sealed record Vocabulary(
    IReadOnlyList<string> Models, IReadOnlyList<string> FeatureSystems, IReadOnlyList<string> Encoders, IReadOnlyList<string> FoldModes, IReadOnlyList<string> Calendars,
    IReadOnlyList<string> Objectives, IReadOnlyList<string> Architectures, IReadOnlyList<CandleRange> CandleRanges)
{
    public static Vocabulary BuiltIn { get; } = new(
        GridVocabulary.BuiltIn.Models,
        [.. Domain.Features.FeatureSystems.All.Select(system => system.Name)],
        [.. FeatureEncoders.All.Select(encoder => encoder.Name)],
        [.. Domain.Folds.FoldModes.Names],
        [.. MarketCalendar.All.Select(calendar => calendar.Name)],
        StudyObjectives.Names,
        [.. ArchitectureNames.Default.ModelTypes.Append(ArchitectureNames.EnsembleType).Select(ArchitectureNames.Default.WordOf)],
        CandleOptions.Ranges);
}
