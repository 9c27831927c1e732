using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Gates;

public sealed class GateCalibrationTests
{
    /// <summary>The textbook table of intelligence quotients and hours of television: rho is -29/165.</summary>
    [Fact]
    public void Correlations_TextbookPairs_GiveTheTextbookValue()
    {
        double[] quick = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
        double[] full = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];

        Assert.Equal(-29.0 / 165, Spearman(quick, full).Value!.Value, 1e-12);
    }

    /// <summary>Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: sums of products 4.5, of squares 4.5 and 5.</summary>
    [Fact]
    public void Correlations_Ties_ShareTheirMeanRank() =>
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), Spearman([1, 2, 2, 3], [1, 2, 3, 4]).Value!.Value, 1e-12);

    [Fact]
    public void Correlations_AnyIncreasingTransform_ChangesNothing() => Property.Holds(random =>
    {
        int count = 3 + random.Next(20);
        double[] quick = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(8))];
        double[] full = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(8))];

        MetricValue plain = Spearman(quick, full);

        Assert.Equal(plain, Spearman([.. quick.Select(Math.Exp)], [.. full.Select(v => (v * v * v) - 7)]));
        Assert.Equal(plain.IsDefined, Spearman(full, quick).IsDefined);
        Assert.Equal(-plain.Value, Spearman(quick, [.. full.Select(v => -v)]).Value);
    });

    [Theory]
    [InlineData(2, "a rank correlation needs 3 pairs, and there are 2")]
    [InlineData(3, "all values are equal")]
    public void Correlations_TooLittleToRank_AreUndefined(int count, string reason)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => (double)i)];

        Assert.Equal(reason, Spearman([.. values.Select(_ => 0.5)], values).Reason);
    }

    [Fact]
    public void Correlations_FullValuesAllEqual_AreUndefined() =>
        Assert.Equal("all values are equal", Spearman([1, 2, 3], [4, 4, 4]).Reason);

    [Fact]
    public void Of_AMixedHistory_CountsWhatIsKnownAndWhatIsNot()
    {
        GateCalibration calibration = GateCalibration.Of(History());

        Assert.Equal((3, 2, 1), (calibration.Passes, calibration.PassesKnown, calibration.FalsePasses));
        Assert.Equal((4, 2, 1), (calibration.Refusals, calibration.RefusalsKnown, calibration.FalseRefusals));
        Assert.Equal((1800, 1), (calibration.SecondsSaved, calibration.SavingsUnknown));
        Assert.Equal((0.5, 0.5), (calibration.FalsePassRate.Value, calibration.FalseRefusalRate.Value));
        GateRankCorrelation recall = calibration.Correlations[0];
        Assert.Equal(("recall", 4, 2), (recall.Metric, recall.Pairs, recall.RefusedPairs));
        Assert.Equal(0.8, recall.Spearman.Value!.Value, 1e-12);
        Assert.Equal(GateCriteria.Metrics, calibration.Correlations.Select(c => c.Metric));
    }

    [Fact]
    public void Explain_AMixedHistory_ReadsInATerminal() => Assert.Equal(
        [
            "recall: rank correlation of quick and full 0.800, 4 pairs",
            "accuracy: rank correlation of quick and full undefined (a rank correlation needs 3 pairs, and there are 0), 0 pairs",
            "roc_auc: rank correlation of quick and full undefined (a rank correlation needs 3 pairs, and there are 0), 0 pairs",
            "f1: rank correlation of quick and full undefined (a rank correlation needs 3 pairs, and there are 0), 0 pairs",
            "false passes: 1 of 2 trained in full (3 passed)",
            "false refusals: 1 of 2 trained in full (4 refused, 2 unknown)",
            "compute saved: 1800 s (1 refused without an estimate)",
        ],
        GateCalibration.Of(History()).Explain());

    [Fact]
    public void Explain_OnlyPassedRunsTrainedInFull_SaysThatTheRangeIsCutOff()
    {
        GateCalibration calibration = GateCalibration.Of([Run("a", 0.5, true, 0.4, true), Run("b", 0.6, true, 0.5, true), Run("c", 0.7, true, 0.6, true)]);

        Assert.Equal("recall: rank correlation of quick and full 1.000, 3 pairs; none of them was refused, so the range is cut off at the gate", calibration.Explain()[0]);
    }

    [Fact]
    public void Of_NoHistory_HasNoRates()
    {
        GateCalibration calibration = GateCalibration.Of([]);

        Assert.Equal("no run that passed has been trained in full", calibration.FalsePassRate.Reason);
        Assert.Equal("no refused run has been trained in full", calibration.FalseRefusalRate.Reason);
        Assert.Equal(0, calibration.SecondsSaved);
    }

    [Fact]
    public void Of_BadObservations_ReportsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => GateCalibration.Of(
            [Run("a", 0.1, false, seconds: -1), Run("a", 0.1, false), Run("b", 0.1, false, seconds: double.NaN)]));

        Assert.Equal(
            "The gate cannot be calibrated: run a is there 2 times, allowed is once; run a has -1 seconds of full training, allowed is 0 or more, or none; "
            + "run b has NaN seconds of full training, allowed is 0 or more, or none.",
            error.Message);
    }

    /// <summary>Quick ranks 4, 3, 2, 1 against full ranks 3, 4, 2, 1: rho is 1 - 6 x 2 / (4 x 15) = 0.8.</summary>
    private static GateObservation[] History() =>
    [
        Run("a", 0.9, true, 0.7, true, 100),
        Run("b", 0.8, true, 0.8, false, 100),
        Run("c", 0.85, true),
        Run("d", 0.3, false, 0.4, true, 100),
        Run("e", 0.2, false, 0.3, false, 100),
        Run("f", 0.1, false, seconds: 1800),
        Run("g", 0.1, false),
    ];

    private static GateObservation Run(string id, double quick, bool passed, double? full = null, bool good = false, double? seconds = null) =>
        new(id, Recall(quick), passed, full is { } value ? new GateFullOutcome(Recall(value), good) : null, seconds);

    private static Dictionary<string, MetricValue> Recall(double value) => new() { ["recall"] = MetricValue.Of(value) };

    private static MetricValue Spearman(double[] quick, double[] full) =>
        GateCalibration.Of([.. quick.Index().Select(q => Run($"{q.Index}", q.Item, true, full[q.Index], true))]).Correlations[0].Spearman;
}
