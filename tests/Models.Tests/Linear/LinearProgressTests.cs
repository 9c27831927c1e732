using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessTraining.Models.Linear;

namespace ServerlessTraining.Models.Tests.Linear;

public sealed class LinearProgressTests
{
    [Fact]
    public void Train_ClosedForm_ReportsOnceATarget()
    {
        Collector collector = new();

        using IModel model = LinearData.Train(LinearFamily.Ridge, LinearData.Random(1, 50, 3).Request(LinearData.Return), collector);

        Assert.Equal(new TrainingProgress(LinearData.Return, 1, 1, model.Report.Curves[0].Fit[0], null), Assert.Single(collector.Reports));
    }

    [Theory]
    [InlineData(LinearFamily.Lasso, "return_h1")]
    [InlineData(LinearFamily.ElasticNet, "direction_h1")]
    [InlineData(LinearFamily.Ridge, "direction_h1")]
    public void Train_Iterations_ReportsEachWithItsLoss(LinearFamily family, string name)
    {
        Collector collector = new();
        (LinearData data, Target target) = Make(name);

        using IModel model = LinearData.Train(family, data.Request(target, """{"max_iterations":500,"alpha":0.01}"""), collector);

        LearningCurve curve = model.Report.Curves[0];
        Assert.True(collector.Reports.Count > 1);
        Assert.Equal(Enumerable.Range(1, curve.Fit.Count), collector.Reports.Select(report => report.Iteration));
        Assert.Equal(curve.Fit, collector.Reports.Select(report => report.FitLoss!.Value));
        Assert.All(collector.Reports, report => Assert.Equal(500, report.Iterations));
        Assert.Equal(target.Kind == TargetKind.Direction ? "log_loss" : "mse", curve.Loss);
    }

    [Theory]
    [InlineData(LinearFamily.Lasso, "return_h1", "duality gap")]
    [InlineData(LinearFamily.ElasticNet, "direction_h1", "mean slope")]
    [InlineData(LinearFamily.Ridge, "direction_h1", "mean slope")]
    public void Train_FewestIterations_StopsAfterOneWithANote(LinearFamily family, string name, string measure)
    {
        (LinearData data, Target target) = Make(name);

        using IModel model = LinearData.Train(family, data.Request(target, """{"max_iterations":1,"alpha":0.01,"tol":1e-9}"""));

        Assert.Single(model.Report.Curves[0].Fit);
        string note = Assert.Single(model.Report.Notes);
        Match match = Regex.Match(note, $"^{name}: max_iterations of 1 ended the fit at a {measure} of (.+); tol asks for 1E-09.$", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, note);
        Assert.InRange(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 1e-9, 1);
    }

    [Theory]
    [InlineData(LinearFamily.LinearRegression, "return_h1")]
    [InlineData(LinearFamily.Lasso, "return_h1")]
    [InlineData(LinearFamily.Ridge, "direction_h1")]
    [InlineData(LinearFamily.ElasticNet, "direction_h1")]
    public void Train_FitThatIsDone_NeedsNoNote(LinearFamily family, string name)
    {
        (LinearData data, Target target) = Make(name);

        using IModel model = LinearData.Train(family, data.Request(target));

        Assert.Empty(model.Report.Notes);
    }

    [Theory]
    [InlineData(LinearFamily.Ridge, "return_h1")]
    [InlineData(LinearFamily.Lasso, "return_h1")]
    [InlineData(LinearFamily.Ridge, "direction_h1")]
    [InlineData(LinearFamily.Lasso, "direction_h1")]
    public void Train_CancelledBefore_StartsNothing(LinearFamily family, string name)
    {
        (LinearData data, Target target) = Make(name);
        Collector collector = new();

        Assert.Throws<OperationCanceledException>(() => new LinearTrainer(family).Train(data.Request(target), collector, new CancellationToken(true)));
        Assert.Empty(collector.Reports);
    }

    [Theory]
    [InlineData(LinearFamily.Lasso, "return_h1")]
    [InlineData(LinearFamily.Ridge, "direction_h1")]
    [InlineData(LinearFamily.ElasticNet, "direction_h1")]
    public void Train_CancelledInAnIteration_EndsBeforeTheNext(LinearFamily family, string name)
    {
        (LinearData data, Target target) = Make(name);
        using CancellationTokenSource source = new();
        Collector collector = new() { OnReport = source.Cancel };

        Assert.Throws<OperationCanceledException>(() => new LinearTrainer(family).Train(data.Request(target, """{"alpha":0.001}"""), collector, source.Token));
        Assert.Single(collector.Reports);
    }

    private static (LinearData Data, Target Target) Make(string name)
    {
        LinearData data = LinearData.Random(2, 100, 6);
        return name == "return_h1" ? (data, LinearData.Return) : (data.AsDirections(), LinearData.Direction);
    }

    private sealed class Collector : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public Action OnReport { get; init; } = () => { };

        public void Report(TrainingProgress value)
        {
            Reports.Add(value);
            OnReport();
        }
    }
}
