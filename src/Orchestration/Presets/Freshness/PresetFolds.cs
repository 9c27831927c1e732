using System.Text.Json;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Writes the task rows of folds that presets are judged on, and reads what came of them.</summary>
internal sealed class PresetFolds(FoldTaskStore tasks, FoldFiles files, FoldTaskOptions options)
{
    /// <summary>May be repeated. In the first round a fold that failed for good earlier is tried anew.</summary>
    /// <param name="plans">Each with one fold, ascending.</param>
    public async Task<IReadOnlyList<PresetFold>> PlanAsync(
        PresetName name, PresetContent content, MarketBars market, IReadOnlyList<FoldPlan> plans, IReadOnlyList<int> horizons, bool isFirstRound,
        CancellationToken cancellationToken)
    {
        List<PresetFold> folds = [];
        foreach (int horizon in horizons)
        {
            TrainingConfiguration configuration = PresetConfigurations.Of(name, content, horizon);
            foreach (FoldPlan plan in plans)
            {
                FoldWork work = FoldWork.Of(configuration, market.Fingerprint, plan, plan.Folds[0].Number, content.Training.Seed);
                folds.Add(new PresetFold(horizon, work.Key, configuration.Hash.Text));
                string text = JsonSerializer.Serialize(work, ApiJson.Options);
                await (isFirstRound ? tasks.PlanAnewAsync(work.Key, text, cancellationToken) : tasks.PlanAsync(work.Key, text, cancellationToken));
            }
        }

        return folds;
    }

    public FoldSet SetOf(string model, IReadOnlyList<PresetFold> folds) =>
        FoldSet.Of(model, folds.Select((fold, i) => new FoldRef(i + 1, fold.Key)), options);

    /// <summary>Why a fold could not be trained; null where all were.</summary>
    public static string? FailureOf(IReadOnlyList<FoldAnswer> answers)
    {
        FoldAnswer[] failed = [.. answers.Where(answer => answer.Failure is not null)];
        return failed.Length == 0 ? null : $"{failed.Length} of {answers.Count} folds failed: {failed[0].Failure}";
    }

    /// <summary>Null where results or files are gone; then their rows are as before the first try, so that another round trains them again.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<FoldPredictions>>?> ReadAsync(IReadOnlyList<PresetFold> folds, CancellationToken cancellationToken)
    {
        Dictionary<int, List<FoldPredictions>> found = [];
        bool isWhole = true;
        foreach (PresetFold fold in folds)
        {
            FoldOutcome? outcome = await tasks.FindOutcomeAsync(fold.Key, cancellationToken) is { } json ? JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options) : null;
            FoldPredictions? predictions = outcome is null
                ? null
                : await files.FindPredictionsAsync(FoldReference.Parse(outcome.Files[FoldFiles.Predictions]), cancellationToken);
            if (predictions is null)
            {
                await tasks.ReopenAsync(fold.Key, cancellationToken);
                isWhole = false;
                continue;
            }

            if (!found.TryGetValue(fold.Horizon, out List<FoldPredictions>? ofHorizon)) found[fold.Horizon] = ofHorizon = [];
            ofHorizon.Add(predictions);
        }

        return isWhole ? found.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<FoldPredictions>)pair.Value) : null;
    }
}
