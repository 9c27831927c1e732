namespace ServerlessTraining.Models.Tests.Contract;

public abstract partial class ModelContract
{
    [Fact]
    public void Train_SameRequest_GivesTheSameBytes()
    {
        using IModel model = Train(Request(Signal.Value, tune: true));
        using IModel again = Train(Request(Signal.Value, tune: true));

        AssertSame(model.ToFiles(), again.ToFiles());
    }

    /// <summary>A seed that changes nothing must change nothing at all; one that should change something must reach the training.</summary>
    [Fact]
    public void Train_OtherSeed_ForecastsOtherwiseOnlyWhereChanceHasAPart()
    {
        using IModel model = Train(Request(Signal.Value));
        using IModel other = Train(Request(Signal.Value, seed: 2));

        double[] expected = PredictFresh(model, Signal.Value, PlantedData.Direction);
        double[] actual = PredictFresh(other, Signal.Value, PlantedData.Direction);
        if (Subject.SeedMatters) Assert.NotEqual(expected, actual);
        else AssertSame(expected, actual);
    }

    [Fact]
    public void Train_AlreadyCancelled_StopsBeforeTheFirstReport()
    {
        ProgressLog log = new();

        Assert.ThrowsAny<OperationCanceledException>(() => Subject.Trainer.Train(Request(Signal.Value), log, new CancellationToken(canceled: true)));
        Assert.Empty(log.Reports);
    }

    [Fact]
    public void Train_CancelledFromAReport_EndsWithoutAnother()
    {
        using CancellationTokenSource source = new();
        ProgressLog log = new(_ => source.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => Subject.Trainer.Train(Request(Signal.Value, tune: true), log, source.Token));
        Assert.Single(log.Reports);
    }

    /// <summary>What a host that goes down throws out of a report must come out as it is, through native code as well.</summary>
    [Fact]
    public void Train_ReportThatThrows_ComesOutAsItIs()
    {
        ProgressLog log = new(_ => throw new TimeoutException("no one listens"));

        Assert.Equal("no one listens", Assert.Throws<TimeoutException>(() => Subject.Trainer.Train(Request(Signal.Value), log, Cancellation)).Message);
    }

    [Fact]
    public void Train_Progress_AscendsToTheEndOfEachTarget()
    {
        ProgressLog log = new();
        using IModel model = Subject.Trainer.Train(Request(Signal.Value, tune: true), log, Cancellation);

        Target?[] targets = [.. log.Reports.Select(report => report.Target).Distinct()];
        Assert.True(targets is [null] || model.Targets.All(target => targets.Contains(target)), "every target reports, or all report together");
        foreach (IGrouping<Target?, TrainingProgress> reports in log.Reports.GroupBy(report => report.Target))
        {
            int[] iterations = [.. reports.Select(report => report.Iteration)];
            Assert.Equal(Enumerable.Range(1, iterations.Length), iterations);
            Assert.All(reports, report => Assert.InRange(report.Iteration, 1, report.Iterations));
            Assert.All(reports, report => Assert.All(new[] { report.FitLoss, report.TuneLoss }, loss => Assert.True(loss is null || double.IsFinite(loss.Value))));
            Assert.InRange(model.Report.Curves.Single(curve => curve.Target == reports.Key).BestIteration, 1, iterations[^1]);
        }
    }

    [Fact]
    public void Report_Curves_AreThereForEveryTarget()
    {
        using IModel model = Train(Request(Signal.Value, tune: true));

        IReadOnlyList<LearningCurve> curves = model.Report.Curves;
        Assert.True(curves is [{ Target: null }] || model.Targets.All(target => curves.Count(curve => curve.Target == target) == 1), "one curve a target, or one for all");
        Assert.All(curves, curve =>
        {
            Assert.NotEmpty(curve.Loss);
            Assert.All(curve.Fit.Concat(curve.Tune), loss => Assert.True(double.IsFinite(loss)));
            Assert.All(new[] { curve.Fit.Count, curve.Tune.Count }, count => Assert.True(count == 0 || curve.BestIteration <= count, "the best iteration lies on the curve"));
        });
    }

    [Fact]
    public void Report_Importance_AddsToOneAndPutsTheStrongestFirst()
    {
        using IModel model = Train(Request(Signal.Value, tune: true));

        foreach (Target target in model.Targets)
        {
            FeatureImportance[] importance = [.. model.Report.Importance.Where(entry => entry.Target == target)];
            Assert.All(importance, entry => Assert.InRange(entry.Share, 0, 1));
            Assert.Equal(1, importance.Sum(entry => entry.Share), 1e-9);
            Assert.Equal(importance.Length, importance.Select(entry => entry.Feature).Distinct().Count());
            Assert.Equal(model.FeatureNames[PlantedData.StrongColumn], importance.MaxBy(entry => entry.Share)!.Feature);
        }
    }
}
