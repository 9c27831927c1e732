using System.Text.Json;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class ClassificationMetricsTests
{
    private static readonly JsonElement Vectors = ReferenceData.Load("sklearn_scipy_vectors").GetProperty("classification_and_calibration");
    private static readonly double[] Labels = Expect.Numbers(Vectors.GetProperty("y"));
    private static readonly double[] Probabilities = Expect.Numbers(Vectors.GetProperty("p"));

    [Fact]
    public void Of_ReferenceVectors_GivesTheReferenceValues()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(Labels, Probabilities);

        Expect.SameAs(Vectors.GetProperty("accuracy_at_0.5"), metrics.Accuracy, 1e-12);
        Expect.SameAs(Vectors.GetProperty("f1_at_0.5"), metrics.F1, 1e-12);
        Expect.SameAs(Vectors.GetProperty("mcc_at_0.5"), metrics.Mcc, 1e-12);
        Expect.SameAs(Vectors.GetProperty("balanced_accuracy_at_0.5"), metrics.BalancedAccuracy, 1e-12);
        Expect.SameAs(Vectors.GetProperty("roc_auc"), metrics.RocAuc, 1e-12);
        Expect.SameAs(Vectors.GetProperty("log_loss"), metrics.LogLoss, 1e-12);
        Expect.SameAs(Vectors.GetProperty("brier"), metrics.Brier, 1e-12);
        Expect.SameAs(Vectors.GetProperty("ece_10_uniform_bins"), metrics.CalibrationError, 1e-12);
    }

    [Fact]
    public void Of_HandMadeCase_GivesTheCounts()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of([1, 1, 1, 1, 0, 0], [0.9, 0.8, 0.6, 0.1, 0.6, 0.2], threshold: 0.6);

        Assert.Equal(new ConfusionMatrix(TruePositives: 3, FalsePositives: 1, TrueNegatives: 1, FalseNegatives: 1), metrics.Confusion);
        Expect.Near(4 / 6.0, metrics.Accuracy);
        Expect.Near(4 / 6.0, metrics.MajorityAccuracy);
        Expect.Near(0, metrics.Lift);
        Expect.Near(4 / 6.0, metrics.BaseRate);
        Expect.Near(3 / 4.0, metrics.Precision);
        Expect.Near(3 / 4.0, metrics.Recall);
        Expect.Near(3 / 4.0, metrics.F1);
        Expect.Near(0.5, metrics.Confusion.Specificity);
        Expect.Near(0.25, metrics.Mcc);
        Expect.Near(0.625, metrics.BalancedAccuracy);
    }

    [Theory]
    [InlineData(0, "no label is positive")]
    [InlineData(1, "no label is negative")]
    public void Of_OneClass_IsUndefinedWhereClassesAreCompared(double label, string reason)
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of([label, label, label], [0.2, 0.7, 0.9]);

        Expect.Undefined(reason, metrics.Mcc);
        Expect.Undefined(reason, metrics.BalancedAccuracy);
        Expect.Undefined(reason, metrics.RocAuc);
        Expect.Undefined(reason, label == 0 ? metrics.Recall : metrics.Confusion.Specificity);
        Expect.Near(1, metrics.MajorityAccuracy);
        Assert.True(metrics.LogLoss.IsDefined);
    }

    [Fact]
    public void Of_PredictionsOfOneClass_AreUndefinedWhereTheyDivide()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of([0, 1], [0.1, 0.2]);

        Expect.Undefined("nothing was predicted positive", metrics.Precision);
        Expect.Undefined("all predictions are of one class", metrics.Mcc);
        Expect.Near(0, metrics.Recall);
        Expect.Near(0, metrics.F1);
        Expect.Undefined("no label is positive and nothing was predicted positive", ClassificationMetrics.Of([0, 0], [0.1, 0.2]).F1);
    }

    [Fact]
    public void Of_NoLabels_IsUndefinedThroughout()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of([], []);

        Assert.All(AnyInputTests.Figures(metrics), figure => Assert.False(figure.Value.IsDefined, figure.Key));
        Expect.Undefined("there are no labels", metrics.Lift);
    }

    [Fact]
    public void Of_BrokenInput_IsRefusedWithAllFaults() => Expect.Refused(
        "There are 2 labels but 3 probabilities; they must come in pairs. Cut both to the same bars. "
        + "1 of 2 labels cannot be used, the first is label 0 (counted from 0), -1; each must be 0 or 1. Drop the bars without a label. "
        + "2 of 3 probabilities cannot be used, the first is probability 1 (counted from 0), NaN; each must be between 0 and 1. Drop the bars without a prediction. "
        + "The threshold is 2; it must be between 0 and 1.",
        () => ClassificationMetrics.Of([-1, 1], [0.5, double.NaN, 1.1], threshold: 2));

    [Fact]
    public void Average_FoldWithoutAFigure_IsLeftOutAndNoted()
    {
        ClassificationMetrics whole = ClassificationMetrics.Of([1, 0], [0.9, 0.1]);
        ClassificationMetrics half = ClassificationMetrics.Of([1, 0, 1, 0], [0.9, 0.8, 0.2, 0.1]);
        ClassificationMetrics oneClass = ClassificationMetrics.Of([0, 0], [0.9, 0.1]);

        FoldAverage<ClassificationMetrics> average = ClassificationMetrics.Average([whole, half, oneClass]);

        Assert.Equal(3, average.Folds);
        Expect.Near((1 + 0.5 + 0.5) / 3, average.Mean.Accuracy);
        Expect.Near((1 + 0.5) / 2, average.Mean.Recall);
        Assert.Equal(new ConfusionMatrix(2, 2, 3, 1), average.Mean.Confusion);
        Assert.Equal(
            [
                "recall: mean of 2 of 3 folds (fold 3: no label is positive)",
                "mcc: mean of 2 of 3 folds (fold 3: no label is positive)",
                "balanced_accuracy: mean of 2 of 3 folds (fold 3: no label is positive)",
                "roc_auc: mean of 2 of 3 folds (fold 3: no label is positive)",
            ],
            average.Notes);
    }

    [Fact]
    public void Average_NoFoldHasAFigure_IsUndefined()
    {
        ClassificationMetrics oneClass = ClassificationMetrics.Of([0, 0], [0.9, 0.1]);

        Expect.Undefined("no fold of 2 has it (fold 1: no label is positive)", ClassificationMetrics.Average([oneClass, oneClass]).Mean.RocAuc);
    }

    [Fact]
    public void Average_NoFolds_IsRefused() =>
        Expect.Refused("There is no fold to average. Average the folds that have finished, at least one.", () => ClassificationMetrics.Average([]));
}
