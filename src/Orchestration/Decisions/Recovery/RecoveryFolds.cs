using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>What it takes to train the folds of a run again: the works, whether they can be trained, and their task rows.</summary>
internal sealed class RecoveryFolds(RunStore runs, BarStore bars, FoldTaskStore tasks, FoldTaskOptions options)
{
    private const string Cpu = "cpu";

    /// <summary>All folds of a deleted run, by works with the keys that the run names.</summary>
    /// <exception cref="RequestException">There is no such run, its files are there, or this program and its bars cannot give the same bytes.</exception>
    public async Task<IReadOnlyList<RecoveryFold>> ToRestoreAsync(string runId, CancellationToken cancellation)
    {
        RunDetails details = await DetailsAsync(runId, cancellation);
        if (details.Verdict?.FilesDeleted is null) throw Refused($"Run {runId} cannot be restored: its files were not deleted.");
        RunRecipe recipe = details.Recipe;
        if (recipe.CodeVersion != BuildInfo.Version)
        {
            throw Refused(
                $"Run {runId} was trained by version {recipe.CodeVersion} of the program, and this is {BuildInfo.Version}: only the same version trains the same bytes. "
                + $"Restore it with {recipe.CodeVersion}.");
        }

        await CheckBarsAsync(runId, recipe, cancellation);
        RecoveryFold[] folds = [.. details.Models.SelectMany(model => model.Folds.Select(fold => Fold(runId, recipe, model, fold, recipe.CodeVersion, repeat: null)))];
        RecoveryFold? other = Array.Find(folds, fold => fold.Work.Key != fold.Fold.Key);
        return other is null ? folds : throw Refused(
            $"Run {runId} cannot be restored: its recipe gives the work {other.Work.Key} for fold {other.Fold.Number} of horizon {other.Horizon}, "
            + $"and {other.Fold.Key} was trained.");
    }

    /// <summary>The folds of the run's own model, by works that nobody else has.</summary>
    /// <param name="repeat">What makes them others.</param>
    /// <exception cref="RequestException">There is no such run, it was not trained, or its bars have changed.</exception>
    public async Task<IReadOnlyList<RecoveryFold>> ToReproduceAsync(string runId, string repeat, CancellationToken cancellation)
    {
        RunDetails details = await DetailsAsync(runId, cancellation);
        await CheckBarsAsync(runId, details.Recipe, cancellation);
        RunModel own = details.Models[^1];
        return [.. own.Folds.Select(fold => Fold(runId, details.Recipe, own, fold, BuildInfo.Version, repeat))];
    }

    /// <summary>Of the program that trained the run.</summary>
    public async Task<string> VersionAsync(string runId, CancellationToken cancellation) => (await DetailsAsync(runId, cancellation)).Recipe.CodeVersion;

    /// <summary>Writes a task row for each fold that has none. A fold that failed for good is given its tries again.</summary>
    public async Task<RecoveryPlan> PlanAsync(IReadOnlyList<RecoveryFold> folds, CancellationToken cancellation)
    {
        foreach (FoldWork work in folds.Select(fold => fold.Work))
        {
            await tasks.PlanAnewAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), cancellation);
        }

        return new RecoveryPlan(
            Refs(folds.Where(fold => fold.Outcome.Device == Cpu)), Refs(folds.Where(fold => fold.Outcome.Device != Cpu)), options.SilentAfter, options.UntakenAfter);
    }

    /// <summary>Null where it was not trained, with the reason where there is one.</summary>
    public async Task<(FoldOutcome? Outcome, string? Reason)> OutcomeAsync(FoldWork work, CancellationToken cancellation) =>
        await tasks.FindOutcomeAsync(work.Key, cancellation) is { } outcome
            ? (JsonSerializer.Deserialize<FoldOutcome>(outcome, ApiJson.Options), null)
            : (null, (await tasks.FindAsync(work.Key, cancellation))?.Reason);

    private static FoldRef[] Refs(IEnumerable<RecoveryFold> folds) => [.. folds.Select((fold, i) => new FoldRef(i + 1, fold.Work.Key))];

    private static RecoveryFold Fold(string runId, RunRecipe recipe, RunModel model, RunFold fold, string codeVersion, string? repeat)
    {
        FoldOutcome outcome = fold.Outcome ?? throw Refused($"Run {runId} has not been trained: fold {fold.Number} of horizon {model.Horizon} has no outcome.");
        string configuration = TrainingConfiguration.Parse(recipe.Configuration).WithHorizon(model.Horizon).CanonicalText;
        FoldWork work = new(configuration, recipe.DataFingerprint, recipe.FoldOptions, recipe.FoldPlanKey, fold.Number, recipe.Seed, codeVersion) { Repeat = repeat };
        return new RecoveryFold(model.Horizon, fold, outcome, work);
    }

    private static RequestException Refused(string message) => new(StatusCodes.Status409Conflict, message);

    private async Task<RunDetails> DetailsAsync(string runId, CancellationToken cancellation)
    {
        StoredRun run = await runs.FindAsync(runId, cancellation) ?? throw new RequestException(StatusCodes.Status404NotFound, $"There is no run '{runId}'.");
        return RunDetails.Of(run) is { Models.Count: > 0 } details ? details : throw Refused($"Run {runId} has not been trained: it has no models.");
    }

    private async Task CheckBarsAsync(string runId, RunRecipe recipe, CancellationToken cancellation)
    {
        TrainingConfiguration configuration = TrainingConfiguration.Parse(recipe.Configuration);
        string series = $"{configuration.Symbol} {configuration.Timeframe}";
        StoredSeries stored = await bars.FindAsync(configuration.Symbol, configuration.Timeframe, cancellation)
            ?? throw Refused($"Run {runId} cannot be trained again: there are no bars of {series}. Import those that it was trained on.");
        if (stored.Fingerprint == recipe.DataFingerprint) return;
        throw Refused(
            $"Run {runId} cannot be trained again: the bars of {series} have changed, their fingerprint was {recipe.DataFingerprint} and is {stored.Fingerprint}. "
            + "Import those that it was trained on.");
    }
}
