using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>How the features were distributed on the rows that the models of a preset learnt from: what drift is measured against later.</summary>
internal static class ReferenceInputs
{
    /// <summary>By name. A feature that nothing can be compared with (constant on all rows) is left out.</summary>
    public static IReadOnlyDictionary<string, PresetDistribution> Of(BarSeries bars, FoldPlan plan, PresetSpec spec, string hyperParameters, ModelTypes types)
    {
        var configuration = spec.ConfigurationOf(spec.Horizons[0], hyperParameters);
        FoldRecipe recipe = FoldRecipe.Of(configuration, types);
        FoldCase work = new(bars, plan, plan.Folds[0], configuration, 0);
        FeatureMatrix features = recipe.FeatureSystem.Compute(work.KnownBars(), recipe.FeatureOptions);
        IReadOnlyList<RowRange> rows = FoldPartRows.Of(work, work.Fold.Fit, features, recipe.FeatureSystem.Name).Ranges;
        double[] values = new double[rows.Sum(range => range.Count)];
        SortedDictionary<string, PresetDistribution> inputs = new(StringComparer.Ordinal);
        for (int column = 0; column < features.ColumnCount; column++)
        {
            int next = 0;
            foreach (RowRange range in rows)
            {
                for (int row = range.First; row < range.End; row++) values[next++] = features[row, column];
            }

            if (PresetDistribution.Of(values) is { } distribution) inputs[features.Names[column]] = distribution;
        }

        return inputs;
    }
}
