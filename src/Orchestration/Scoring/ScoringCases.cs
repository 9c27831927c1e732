using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>Puts together what scoring a run takes.</summary>
internal sealed class ScoringCases(FoldCaseLoader cases, FoldFinder folds, ModelTypes types)
{
    /// <param name="details">Of the run.</param>
    /// <param name="found">Its folds, all of them whole.</param>
    /// <param name="rules">For the regimes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ServerlessTrainingException">The bars or the plan are not those of the run any more.</exception>
    public async Task<ScoringCase> MakeAsync(RunDetails details, FoundFolds found, RegimeRuleSet rules, CancellationToken cancellation)
    {
        RunRecipe recipe = details.Recipe;
        // Any fold of the plan: what is wanted is the plan on its bars, with all that is checked about them.
        FoldCase planned = await cases.LoadAsync(
            new FoldWork(recipe.Configuration, recipe.DataFingerprint, recipe.FoldOptions, recipe.FoldPlanKey, Fold: 1, recipe.Seed, recipe.CodeVersion), cancellation);
        return new ScoringCase
        {
            Bars = planned.Bars,
            DataFingerprint = recipe.DataFingerprint,
            Plan = planned.Plan,
            Configuration = planned.Configuration,
            Recipe = FoldRecipe.Of(planned.Configuration, types),
            Seed = recipe.Seed,
            Rules = recipe.Rules,
            RegimeRules = rules,
            Models =
            [
                .. found.Models.Select(model => new HorizonForecasts(model.Horizon, [.. model.Folds.Where(fold => fold.IsAverage).Select(fold => Forecasts(model, fold))])),
            ],
        };

        FoldForecasts Forecasts(RunModel model, RunFold fold) =>
            new(fold.Number, fold.Outcome!.Hashes[FoldFiles.Model], found.Found[fold.Key].Predictions, cancel => folds.OpenAsync(model.Horizon, fold, cancel));
    }
}
