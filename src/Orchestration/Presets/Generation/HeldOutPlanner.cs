using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Plans the trainings of a held-out report, and writes their task rows.</summary>
internal sealed class HeldOutPlanner(MarketData markets, PresetService presets, FoldTaskStore tasks, FoldTaskOptions options)
{
    private const string NoChoice = "{}";

    /// <summary>May be repeated. A training that failed for good in an earlier plan is tried anew.</summary>
    /// <exception cref="ServerlessTrainingException">It cannot be made.</exception>
    public async Task<HeldOutPlan> PlanAsync(PresetRun run, PresetSpec spec, StudyResult study, CancellationToken cancellationToken)
    {
        if (study.Winner is not { } winner || study.WinnerText is null)
        {
            throw new ServerlessTrainingException($"Study {study.StudyId} measured nothing, so there is no preset in it.");
        }

        MarketBars market = await ReadAsync(markets, spec, study, cancellationToken);
        FoldPlan plan = FoldPlanner.Plan(market.Bars, HeldOutFold.OptionsOf(market.Bars, spec));
        List<(string Name, string HyperParameters, string? Encoder)> wanted = [(HeldOutSide.Preset, study.WinnerText, null), (HeldOutSide.Defaults, NoChoice, null)];
        (StoredPreset Stored, PresetContent Content)? current = spec.Publish == PublishRule.WhenBetter ? await presets.FindAsync(spec.Name, null, cancellationToken) : null;
        if (current is { } known) wanted.Add((HeldOutSide.Current, known.Content.HyperParameters, known.Content.Features.Encoder));
        List<HeldOutSide> sides = [];
        foreach ((string name, string hyperParameters, string? encoder) in wanted)
        {
            List<string> keys = [];
            foreach (int horizon in spec.Horizons)
            {
                FoldWork work = FoldWork.Of(spec.ConfigurationOf(horizon, hyperParameters, encoder), market.Fingerprint, plan, fold: 1, winner.MedianSeed);
                await tasks.PlanAnewAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), cancellationToken);
                keys.Add(work.Key);
            }

            sides.Add(new HeldOutSide(name, hyperParameters, encoder, keys));
        }

        // The winner may be the defaults, or the current version: what is one work is trained once.
        IEnumerable<FoldRef> folds = sides.SelectMany(side => side.Keys).Distinct(StringComparer.Ordinal).Select((key, place) => new FoldRef(place + 1, key));
        return new HeldOutPlan(run, null)
        {
            Set = FoldSet.Of(spec.Model, folds, options),
            Sides = sides,
            Seed = winner.MedianSeed,
            CurrentVersion = current?.Stored.Version,
        };
    }

    /// <summary>The bars of a study. On others its held-out part is another one, which its search may have seen.</summary>
    /// <exception cref="ServerlessTrainingException">They are not those of the study any more.</exception>
    public static async Task<MarketBars> ReadAsync(MarketData markets, PresetSpec spec, StudyResult study, CancellationToken cancellationToken)
    {
        MarketBars market = await markets.ReadAsync(Symbol.Parse(spec.Symbol), Timeframe.Parse(spec.Timeframe), cancellationToken);
        return market.Fingerprint == study.Spec.DataFingerprint
            ? market
            : throw new ServerlessTrainingException(
                $"The bars of {spec.Symbol} {spec.Timeframe} have changed since study {study.StudyId} searched on them: their fingerprint was {study.Spec.DataFingerprint} and is "
                + $"{market.Fingerprint}. Generate the preset again, so that what is held out was not searched on.");
    }
}
