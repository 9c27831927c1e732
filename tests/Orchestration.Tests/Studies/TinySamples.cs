using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Tests.Studies;

/// <summary>Two features and a few rows.</summary>
internal static class TinySamples
{
    private const int Rows = 40;

    public static TrainingRequest Request(HyperParameters options)
    {
        SeededRandom random = new(5);
        double[] values = [.. Enumerable.Range(0, 2 * Rows).Select(_ => random.NextGaussian())];
        double[] returns = [.. Enumerable.Range(0, Rows).Select(row => (0.01 * values[2 * row]) + (0.01 * random.NextGaussian()))];
        Dictionary<Target, double[]> labels = new() { [Target.Direction(1)] = [.. returns.Select(value => value > 0 ? 1.0 : 0.0)], [Target.Return(1)] = returns };
        Samples fit = new(new FeatureMatrix(["a", "b"], values, 0), [new RowRange(0, Rows)], labels);
        return new TrainingRequest { Fit = fit, Targets = [.. labels.Keys], Options = options };
    }
}
