using System.Collections.Concurrent;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Importance;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Search.Trials;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

/// <summary>Studies whose winner the test names.</summary>
internal sealed class FakeStudies : IPresetStudies
{
    private readonly ConcurrentDictionary<string, StudySpec> specs = new(StringComparer.Ordinal);

    public string Winner { get; set; } = """{"alpha":300,"fit_intercept":true}""";

    /// <summary>Of every study that is asked about.</summary>
    public StudyStatus Status { get; set; } = StudyStatus.Running;

    /// <summary>What every study used.</summary>
    public TrainingUse? Use { get; set; } = new(100, 50, 1000);

    public IReadOnlyCollection<string> Created => [.. specs.Keys];

    public StudySpec SpecOf(string id) => specs[id];

    public Task<string> CreateAsync(StudySpec spec, CancellationToken cancellationToken)
    {
        string id = $"{spec.FeatureSystem}-{spec.Hash[..8]}";
        specs[id] = spec;
        return Task.FromResult(id);
    }

    public Task<PresetStudyState?> FindAsync(string studyId, CancellationToken cancellationToken) =>
        Task.FromResult<PresetStudyState?>(new PresetStudyState(Status, new PlanStudyView(2, 24, 85, 0.5612)));

    public Task<StudyResult> ReadAsync(string studyId, CancellationToken cancellationToken)
    {
        StudySpec spec = specs.TryGetValue(studyId, out StudySpec? known) ? known : throw new ServerlessTrainingException($"There is no study '{studyId}'.");
        SearchSpace space = SearchSpaceText.Parse(spec.Space, "space");
        SearchPoint point = SearchSpaceText.ReadPoint(space, Winner);
        SeedLoss[] seeds = [new SeedLoss(7, -0.55), new SeedLoss(8, -0.57)];
        StudyWinner winner = new(point, -0.56, 0.01, 8, seeds, [new StudyFinalist(point, -0.55, -0.56, 0.01, 0, seeds)]);
        StudyTrial trial = new(new TrialProposal(0, StudyPhase.Broad, 1, point, 7), TrialState.Complete, [-0.55], [[-0.55]]);
        ParameterShare[] importance = [new ParameterShare("alpha", 0.9), new ParameterShare("fit_intercept", 0.1)];
        return Task.FromResult(new StudyResult(studyId, spec, StudyEnd.Completed, null, winner, Winner, importance, [trial]) { Use = Use });
    }

    public Task<IReadOnlyDictionary<string, double?>> MetricsAsync(StudyResult result, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, double?>>(new Dictionary<string, double?> { ["roc_auc"] = 0.57, ["accuracy"] = 0.54 });
}
