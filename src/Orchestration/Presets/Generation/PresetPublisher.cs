using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Saves what an entry found as the next version of its preset.</summary>
internal sealed class PresetPublisher(MarketData markets, IPresetStudies studies, PresetService presets, ModelTypes types)
{
    /// <summary>May be repeated: an entry saves once.</summary>
    /// <exception cref="ServerlessTrainingException">It cannot be saved.</exception>
    public async Task<StoredPreset> PublishAsync(PresetRun run, PresetSpec spec, StudyResult study, HeldOutReport report, CancellationToken cancellationToken)
    {
        PresetContent content = await ContentAsync(spec, study, report, cancellationToken);
        string description = spec.Description ?? DescriptionOf(spec, study, content);
        TrainingUse? use = study.Use is { } searched && report.Use is { } judged ? searched.Plus(judged) : null;
        return await presets.SaveAsync(spec.Name, content, description, use, $"{run.PlanId}-{run.Number}", cancellationToken);
    }

    private static string DescriptionOf(PresetSpec spec, StudyResult study, PresetContent content) => string.Create(
        CultureInfo.InvariantCulture,
        $"{study.Trials.Count} trials in {spec.Phases} phases of study {study.StudyId}; {spec.Objective} {content.Search!.BestMetric:0.0000}; "
        + $"{(content.HeldOut!.BeatsDefaults ? "beats" : "does not beat")} the library's defaults on the held-out part");

    private async Task<PresetContent> ContentAsync(PresetSpec spec, StudyResult study, HeldOutReport report, CancellationToken cancellationToken)
    {
        StudyWinner winner = study.Winner!;
        MarketBars market = await HeldOutPlanner.ReadAsync(markets, spec, study, cancellationToken);
        FoldPlan plan = FoldPlanner.Plan(market.Bars, HeldOutFold.OptionsOf(market.Bars, spec));
        TrainingConfiguration configuration = spec.ConfigurationOf(spec.Horizons[0], study.WinnerText!);
        FeatureSystem system = FeatureSystems.Parse(spec.FeatureSystem);
        TimeInterval span = market.Bars.Span;
        return new PresetContent
        {
            Dataset = new PresetDataset(market.Fingerprint, span.Start, span.End, market.Bars.Count),
            Features = new PresetFeatures(
                system.Name, system.Version.ToString(CultureInfo.InvariantCulture), configuration.Encoder,
                [.. configuration.IndicatorTimeframes.Select(timeframe => timeframe.Name)]),
            Model = new PresetModel(spec.Model, spec.Name.Architecture),
            Horizons = spec.Horizons,
            Search = new PresetSearch(
                study.StudyId, spec.Phases, study.Trials.Count, (ulong)spec.Seed, spec.Objective, StudyObjectives.ValueOf(spec.Objective, winner.MeanLoss),
                study.Importance.ToDictionary(share => share.Name, share => share.Share, StringComparer.Ordinal), spec.Space),
            HyperParameters = study.WinnerText!,
            ValidationMetrics = await studies.MetricsAsync(study, cancellationToken),
            HeldOut = report.HeldOut,
            Stability = new PresetStability(
                [.. winner.Seeds.Select(seed => new PresetSeed(seed.Seed, StudyObjectives.ValueOf(spec.Objective, seed.Loss)))],
                StudyObjectives.ValueOf(spec.Objective, winner.MeanLoss), winner.Spread, winner.MedianSeed),
            Training = new PresetTraining(spec.Days, spec.FoldMode, null, plan.Options.EntryDelay, winner.MedianSeed),
            Status = report.HeldOut.BeatsDefaults ? PresetStatus.Published : PresetStatus.Candidate,
            AutoValidated = report.IsValidated,
            Inputs = ReferenceInputs.Of(market.Bars, plan, spec, study.WinnerText!, types),
        };
    }
}
