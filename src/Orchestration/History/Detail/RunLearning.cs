using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>Reads how the models of a run learned, from their manifests.</summary>
public sealed class RunLearning
{
    private readonly RunStore runs;
    private readonly FoldManifests manifests;

    internal RunLearning(RunStore runs, FoldManifests manifests)
    {
        this.runs = runs;
        this.manifests = manifests;
    }

    /// <exception cref="RequestException">There is no such run, or it has no model of the horizon.</exception>
    public async Task<LearningView> ReadAsync(string id, LearningQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        RunDetails? details = RunDetails.Of(await RunHistory.FindAsync(runs, id, cancellationToken));
        if (details is null || details.Models.Count == 0) return new LearningView([], "No fold of the run was planned.");
        RunModel model = details.Models.FirstOrDefault(model => model.Horizon == (query.Horizon ?? details.Models[^1].Horizon))
            ?? throw new RequestException(new FieldFault(
                LearningQuery.HorizonName, query.Horizon.ToString(), $"a horizon of the run: {string.Join(", ", details.Models.Select(model => model.Horizon))}"));
        IReadOnlyList<LearnedFold> folds = await FewAtATime.ReadAsync(model.Folds, (fold, token) => LearnedAsync(model.Horizon, fold, token), cancellationToken);
        bool nothing = folds.All(fold => fold.Curves.Count == 0 && fold.Importance.Count == 0);
        return new LearningView(folds, nothing ? ReasonOf(details, folds) : null);
    }

    private async Task<LearnedFold> LearnedAsync(int horizon, RunFold fold, CancellationToken cancellation)
    {
        if (fold.Outcome?.Files.GetValueOrDefault(FoldFiles.Model) is not { } reference) return Nothing(horizon, fold, "It is not trained.");
        try
        {
            return await manifests.FindAsync(FoldReference.Parse(reference), cancellation) is { } manifest
                ? LearningText.Of(horizon, fold.Number, fold.IsAverage, manifest.Content.Report)
                : Nothing(horizon, fold, "Its model is gone.");
        }
        catch (ServerlessTrainingException damaged)
        {
            return Nothing(horizon, fold, damaged.Message);
        }
    }

    private static LearnedFold Nothing(int horizon, RunFold fold, string reason) => new(horizon, fold.Number, fold.IsAverage, [], null, [], null, reason);

    private static string ReasonOf(RunDetails details, IReadOnlyList<LearnedFold> folds) => details.Verdict?.Deletion() is { } deletion
        ? $"The model was {deletion}, and what it learned with it. Restore it (./st run restore RUN), then look again."
        : string.Join(' ', folds.Select(fold => fold.Reason).OfType<string>().Distinct(StringComparer.Ordinal));
}
