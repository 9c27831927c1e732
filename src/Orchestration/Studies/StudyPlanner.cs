using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Plans the folds of a study on the bars that are there, and writes the task rows of a rung.</summary>
internal sealed class StudyPlanner(MarketData markets, FoldTaskStore tasks, FoldTaskOptions options)
{
    private const int RowsAtATime = 8;

    /// <exception cref="ServerlessTrainingException">The bars are not those of the study, or too few.</exception>
    public async Task<StudyGround> GroundAsync(StudySpec spec, CancellationToken cancellationToken)
    {
        MarketBars market = await markets.ReadAsync(Symbol.Parse(spec.Symbol), Timeframe.Parse(spec.Timeframe), cancellationToken);
        if (market.Fingerprint != spec.DataFingerprint)
        {
            throw new ServerlessTrainingException(
                $"The bars of {spec.Symbol} {spec.Timeframe} are not those of the study: their fingerprint is {market.Fingerprint}, and the study is about {spec.DataFingerprint}. "
                + "Start a study of the bars that are there.");
        }

        FoldPlan plan = FoldPlanner.Plan(market.Bars, FoldsOf(spec));
        return new StudyGround(plan, [.. plan.Folds.Where(fold => fold.Kind == FoldKind.Average)]);
    }

    /// <summary>One plan for all horizons, so that all are tested on the same days; the final segment is set aside.</summary>
    public static FoldOptions FoldsOf(StudySpec spec) => new()
    {
        Mode = spec.FoldMode == StudySpec.QuickFolds ? FoldMode.Quick : FoldMode.Full,
        Horizons = [.. spec.Horizons.Prepend(GridLimits.MinHorizon).Distinct()],
        Days = WindowOf(spec),
        MaxFolds = spec.MaxFolds,
    };

    /// <summary>What a trial trains for one horizon.</summary>
    public static TrainingConfiguration ConfigurationOf(StudySpec spec, StoredTrial trial, int horizon) => TrainingConfiguration.Of(
        spec.Model,
        FeatureSystems.Parse(spec.FeatureSystem),
        spec.Encoder,
        indicatorTimeframes: null,
        Symbol.Parse(spec.Symbol),
        Timeframe.Parse(spec.Timeframe),
        WindowOf(spec) ?? GridLimits.MaxDays,
        horizon,
        HyperParameters.Parse(trial.HyperParameters.GetRawText()));

    /// <summary>Writes the task rows of one fold of these trials, of every horizon. May be repeated. A fold that failed for good in an earlier study is tried anew.</summary>
    /// <param name="first">The number of the generation's first trial.</param>
    public async Task<FoldSet> PlanAsync(StudySpec spec, StudyGround ground, Fold fold, IReadOnlyList<StoredTrial> trials, int first, CancellationToken cancellationToken)
    {
        List<(FoldRef Ref, FoldWork Work)> works = [];
        foreach (StoredTrial trial in trials)
        {
            for (int h = 0; h < spec.Horizons.Count; h++)
            {
                FoldWork work = FoldWork.Of(ConfigurationOf(spec, trial, spec.Horizons[h]), spec.DataFingerprint, ground.Plan, fold.Number, (ulong)trial.Seed) with
                {
                    Kind = FoldWork.Trial,
                };
                works.Add((new FoldRef(PlaceOf(spec, trial, first, h), work.Key), work));
            }
        }

        ParallelOptions limits = new() { MaxDegreeOfParallelism = RowsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            works, limits, async (one, token) => await tasks.PlanAnewAsync(one.Ref.Key, JsonSerializer.Serialize(one.Work, ApiJson.Options), token));
        return FoldSet.Of(spec.Model, works.Select(one => one.Ref), options);
    }

    /// <summary>The number in a rung's fold set of a trial's training for one horizon, which is the same whoever else is in the set.</summary>
    public static int PlaceOf(StudySpec spec, StoredTrial trial, int first, int horizon) => ((trial.Number - first) * spec.Horizons.Count) + horizon + 1;

    /// <summary>In days; null for all that came before.</summary>
    private static int? WindowOf(StudySpec spec)
    {
        if (spec.FoldMode == StudySpec.QuickFolds) return Math.Min(spec.Days, JobPlans.QuickDays);
        return spec.Days == GridLimits.MaxDays ? null : spec.Days;
    }
}
