using System.Text.Json;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class RegressionMetricsTests
{
    [Fact]
    public void Of_HandMadeCase_GivesTheKnownFigures()
    {
        RegressionMetrics metrics = RegressionMetrics.Of([3, -0.5, 2, 7], [2.5, 0.0, 2, 8]);

        Assert.Equal(4, metrics.Count);
        Expect.Near(Math.Sqrt(0.375), metrics.Rmse, 1e-15);
        Expect.Near(0.5, metrics.Mae, 1e-15);
        Expect.Near(0.9486081370449679, metrics.R2, 1e-15);
        Expect.Near(1, metrics.RankCorrelation, 1e-15);
    }

    [Fact]
    public void Of_ReferenceVectors_GivesTheReferenceCorrelations()
    {
        JsonElement vectors = ReferenceData.Load("sklearn_scipy_vectors").GetProperty("statistics");
        RegressionMetrics metrics = RegressionMetrics.Of(Expect.Numbers(vectors.GetProperty("a")), Expect.Numbers(vectors.GetProperty("b")));

        Expect.SameAs(vectors.GetProperty("pearson"), metrics.Correlation, 1e-10);
        Expect.SameAs(vectors.GetProperty("spearman"), metrics.RankCorrelation, 1e-10);
    }

    [Fact]
    public void R2_PredictingTheMean_IsZero() => Expect.Near(0, RegressionMetrics.Of([1, 2, 6], [3, 3, 3]).R2, 1e-15);

    [Fact]
    public void Of_ConstantActualValues_HasNoR2()
    {
        RegressionMetrics metrics = RegressionMetrics.Of([0.1, 0.1, 0.1], [1, 2, 3]);

        Expect.Undefined("of the actual values: all values are equal", metrics.R2);
        Expect.Undefined("all values are equal", metrics.Correlation);
        Assert.True(metrics.Rmse.IsDefined);
    }

    [Fact]
    public void Of_HugeErrors_AreUndefinedNotInfinite()
    {
        RegressionMetrics metrics = RegressionMetrics.Of([1e300, 0], [-1e300, 0]);

        Expect.Undefined("the errors are too large to be added up", metrics.Rmse);
        Expect.Undefined("of the actual values: the values are too large to be squared", metrics.R2);
    }

    [Fact]
    public void Average_FoldWithoutAFigure_IsLeftOutAndNoted()
    {
        FoldAverage<RegressionMetrics> average = RegressionMetrics.Average([RegressionMetrics.Of([1, 2], [1, 2]), RegressionMetrics.Of([1, 1, 1], [1, 2, 3])]);

        Assert.Equal(5, average.Mean.Count);
        Expect.Near(0.5, average.Mean.Mae);
        Expect.Near(1, average.Mean.R2);
        Assert.Equal("r2: mean of 1 of 2 folds (fold 2: of the actual values: all values are equal)", average.Notes[0]);
        Assert.Equal(3, average.Notes.Count);
    }

    [Fact]
    public void Of_BrokenInput_IsRefused() => Expect.Refused(
        "There are 1 actual values but 2 predictions; they must come in pairs. Cut both to the same bars.", () => RegressionMetrics.Of([1], [1, 2]));
}
