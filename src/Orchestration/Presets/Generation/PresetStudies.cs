using System.Text.Json;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The product's studies.</summary>
internal sealed class PresetStudies(StudyStarter starter, StudyResults results, StudyStore store, StudyPlanner planner, FoldTaskStore tasks) : IPresetStudies
{
    public async Task<string> CreateAsync(StudySpec spec, CancellationToken cancellationToken) =>
        await starter.CreateAsync(spec, await starter.RoundOfAsync(spec, cancellationToken), cancellationToken);

    public async Task<PresetStudyState?> FindAsync(string studyId, CancellationToken cancellationToken) =>
        await store.FindAsync(studyId, cancellationToken) is { } study
            ? new PresetStudyState(study.Status, new PlanStudyView(study.Phase, study.Counters.Done, study.Counters.Planned, study.Best))
            : null;

    public Task<StudyResult> ReadAsync(string studyId, CancellationToken cancellationToken) => results.ReadAsync(studyId, cancellationToken);

    public async Task<IReadOnlyDictionary<string, double?>> MetricsAsync(StudyResult result, CancellationToken cancellationToken)
    {
        StudyWinner winner = result.Winner!;
        StudyGround ground = await planner.GroundAsync(result.Spec, cancellationToken);
        using JsonDocument hyperParameters = JsonDocument.Parse(result.WinnerText!);
        StoredTrial trial = new(0, (int)StudyPhase.Stability, 1, (long)winner.MedianSeed, hyperParameters.RootElement);
        List<FoldOutcome> outcomes = [];
        foreach (int horizon in result.Spec.Horizons)
        {
            foreach (Fold fold in ground.Folds)
            {
                TrainingConfiguration configuration = StudyPlanner.ConfigurationOf(result.Spec, trial, horizon);
                FoldWork work = FoldWork.Of(configuration, result.Spec.DataFingerprint, ground.Plan, fold.Number, winner.MedianSeed) with { Kind = FoldWork.Trial };
                if (await tasks.FindOutcomeAsync(work.Key, cancellationToken) is { } json) outcomes.Add(JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options)!);
            }
        }

        SortedDictionary<string, double?> metrics = new(StringComparer.Ordinal);
        if (outcomes.Count > 0)
        {
            FoldMeans<FoldOutcome> means = new(outcomes);
            IEnumerable<string> names = outcomes.SelectMany(outcome => outcome.Metrics.Keys).Distinct(StringComparer.Ordinal);
            foreach (string name in names) metrics[name] = means.Of(name, one => Figure(one, name)).Value;
        }

        // What the search itself measured needs no fold to be there still.
        metrics[result.Spec.Objective] = StudyObjectives.ValueOf(result.Spec.Objective, winner.Seeds.First(seed => seed.Seed == winner.MedianSeed).Loss);
        return metrics;
    }

    private static MetricValue Figure(FoldOutcome outcome, string name) =>
        outcome.Metrics.GetValueOrDefault(name) is { } value ? MetricValue.Of(value) : MetricValue.Undefined("the fold has none");
}
