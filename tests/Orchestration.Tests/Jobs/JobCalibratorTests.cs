using System.Text.Json;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

/// <summary>On jobs that are made by hand.</summary>
public sealed class JobCalibratorTests
{
    private const int FullFolds = 20;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private int made;

    [Fact]
    public void Of_NoJob_KnowsNothing()
    {
        JobCalibration calibration = JobCalibrator.Of([]);

        Assert.Equal((0, 0.0), (calibration.Jobs, calibration.HoursSaved));
        Assert.All(calibration.Calibration.Correlations, correlation => Assert.False(correlation.Spearman.IsDefined));
        Assert.Equal("false passes: 0 of 0 trained in full (0 passed)", calibration.Lines[4]);
    }

    [Fact]
    public void Of_PassesWithFullTraining_CountsThoseThatWereNotGood()
    {
        GateCalibration calibration = Of(Job("a", quick: 0.70, full: 0.68), Job("b", quick: 0.65, full: 0.55), Job("c", quick: 0.62)).Calibration;

        Assert.Equal((3, 2, 1), (calibration.Passes, calibration.PassesKnown, calibration.FalsePasses));
    }

    [Fact]
    public void Of_RefusedJob_SavedItsFoldsAtThePriceOfQuickOnes()
    {
        JobCalibration calibration = Of(Job("a", quick: 0.50, seconds: 90));

        Assert.Equal((1, 0, 0), (calibration.Calibration.Refusals, calibration.Calibration.RefusalsKnown, calibration.Calibration.SavingsUnknown));
        Assert.Equal(FullFolds * 90 / 3600.0, calibration.HoursSaved);
    }

    [Fact]
    public void Of_RefusedJobWhoseTrainingWasDoneInFullByAnother_IsKnown()
    {
        GateCalibration calibration = Of(Job("a", quick: 0.50), Job("a", full: 0.66)).Calibration;

        Assert.Equal((1, 1, 1, 0.0), (calibration.Refusals, calibration.RefusalsKnown, calibration.FalseRefusals, calibration.SecondsSaved));
        Assert.Equal((1, 1), (calibration.Correlations[0].Pairs, calibration.Correlations[0].RefusedPairs));
    }

    [Fact]
    public void Of_OtherData_IsNoPair() =>
        Assert.Equal(0, Of(Job("a", quick: 0.50), Job("a", full: 0.66, data: "newer bars")).Calibration.RefusalsKnown);

    [Fact]
    public void Of_SameTrainingAskedForAgain_CountsOnce() => Assert.Equal(1, Of(Job("a", quick: 0.50), Job("a", quick: 0.50)).Jobs);

    [Fact]
    public void Of_QuickModeThatIsRefused_SavedNothing()
    {
        JobCalibration calibration = Of(Job("a", quick: 0.50, fullFolds: 0));

        Assert.Equal((0.0, 0), (calibration.HoursSaved, calibration.Calibration.SavingsUnknown));
    }

    [Fact]
    public void Of_ManyPairs_HasTheirRankCorrelation()
    {
        GateCalibration calibration = Of([.. Enumerable.Range(0, 5).Select(i => Job($"m{i}", quick: 0.61 + (i * 0.02), full: 0.70 - (i * 0.01)))]).Calibration;

        GateRankCorrelation accuracy = calibration.Correlations.Single(correlation => correlation.Metric == GateCriteria.Accuracy);
        Assert.Equal(-1, accuracy.Spearman.Value!.Value, 12);
        Assert.Equal(5, accuracy.Pairs);
    }

    private static JobCalibration Of(params TrainingJob[] jobs) => JobCalibrator.Of(jobs);

    private static JobStage Stage(double accuracy, double seconds, string data)
    {
        JobFigures figures = new(
            MetricValue.Of(accuracy), MetricValue.Of(0.5), MetricValue.Of(0.6), MetricValue.Of(0.55), MetricValue.Of(0.7), MetricValue.Undefined("no row was forecast up"));
        JobFold[] folds = [.. Enumerable.Range(1, 3).Select(Fold)];
        return new JobStage("{}", "hash", data, "plan", 0, Start, folds) { Finished = Start };

        JobFold Fold(int number) => new(number, true, Start, Start, Start, Start, $"key {number}") { Figures = figures, Seconds = seconds };
    }

    private TrainingJob Job(string market, double? quick = null, double? full = null, double seconds = 10, int fullFolds = FullFolds, string data = "bars")
    {
        JobRequest request = new() { Symbol = $"{market.ToUpperInvariant()}USDT", Timeframe = "1h", TrainingMode = quick is null ? JobMode.Full : JobMode.Sequential };
        JobDetails details = new(GateCriteria.Default.CanonicalText, GateCriteria.Default.Fingerprint, quick is null ? 0 : 3, fullFolds)
        {
            Quick = quick is { } q ? Stage(q, seconds, data) : null,
            Full = full is { } f ? Stage(f, seconds, data) : null,
        };
        if (quick is not null) details = JobGate.Judge(details);
        return new TrainingJob(
            $"job-{++made:d3}", Symbol.Parse(request.Symbol), Timeframe.H1, "sequential", JobStatus.Completed, Start, JsonSerializer.SerializeToElement(request, ApiJson.Options))
        {
            Details = details.ToJson(),
        };
    }
}
