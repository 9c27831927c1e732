using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>The members of `direct` put together from what lies in storage: own forecasts from the prediction files, those of older models by asking the stored models for all
/// bars.</summary>
internal static class StoredForecasts
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<(RegimeLabels Labels, PredictionWindow[] Windows, (double Probability, double Return)[][] Rows)> ReadAsync(ScorerScene scene)
    {
        BarSeries bars = (await scene.Services.GetRequiredService<BarStore>().ReadAsync(scene.Bars.Symbol, scene.Bars.Timeframe, null, Cancellation))!;
        FoldFiles files = scene.Services.GetRequiredService<FoldFiles>();
        List<FoldPredictions> said = [];
        List<(double[] Probability, double[] Return)> asked = [];
        foreach (RunFold fold in (await scene.DetailsAsync()).Models[^1].Folds.Where(fold => fold.IsAverage))
        {
            FoldOutcome outcome = fold.Outcome!;
            said.Add(await files.ReadPredictionsAsync(FoldReference.Parse(outcome.Files[FoldFiles.Predictions]), Cancellation));
            using OpenedModel opened = ModelFile.Open(await files.ReadModelAsync(FoldReference.Parse(outcome.Files[FoldFiles.Model]), Cancellation), TrainingScene.Types);
            FeatureMatrix features = opened.Manifest.Scaler.Transform(FeatureSystems.Parse(opened.Manifest.FeatureSystem).Compute(bars, opened.Manifest.FeatureOptions));
            asked.Add((Ask(opened.Model, features, Target.Direction(ScoringScene.Horizon)), Ask(opened.Model, features, Target.Return(ScoringScene.Horizon))));
        }

        PredictionWindow[] windows = [.. said.SelectMany((fold, i) => fold.Windows(bars, $"fold {i + 1}"))];
        List<(double, double)[]> rows = [];
        for (int w = 0; w < windows.Length; w++)
        {
            (double Probability, double Return)[] own = [.. Column(said[w], FoldPartKind.Tune), .. Column(said[w], FoldPartKind.Test)];
            for (int i = 0; i < windows[w].Rows; i++)
            {
                int bar = windows[w].BarOf(i);
                IEnumerable<int> older = Enumerable.Range(0, w).Where(fold => bar >= windows[fold].FirstBar).Reverse();
                rows.Add([own[i], .. older.Select(fold => (asked[fold].Probability[bar], asked[fold].Return[bar]))]);
            }
        }

        return (RegimeClassifier.Classify(bars, RegimeRuleSet.Default, RegimeOptions.Default), windows, [.. rows]);
    }

    private static IEnumerable<(double Probability, double Return)> Column(FoldPredictions predictions, FoldPartKind part) =>
        predictions.Blocks.Where(block => block.Part == part).SelectMany(block => block.ProbabilityUp.Zip(block.ExpectedReturn));

    private static double[] Ask(IModel model, FeatureMatrix features, Target target)
    {
        double[] values = new double[features.RowCount];
        model.Predict(features, new RowRange(features.WarmUp, features.RowCount), target, values.AsSpan(features.WarmUp));
        return values;
    }
}
