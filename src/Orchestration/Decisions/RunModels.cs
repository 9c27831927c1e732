using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Stored runs in the terms of keep-or-delete.</summary>
internal static class RunModels
{
    public static SelectionMarket MarketOf(StoredRun run) => new(run.Symbol, run.Timeframe);

    /// <param name="score">Of the run: it names the model.</param>
    public static ModelRun Of(StoredRun run, RunRecipe recipe, RunScore score) => new(
        run.Id,
        score.ModelId,
        MarketOf(run),
        run.Created,
        new ModelRecipe(recipe.Configuration, recipe.DataFingerprint, recipe.FoldPlanKey, recipe.CodeVersion, recipe.Seed, score.ModelId));
}
