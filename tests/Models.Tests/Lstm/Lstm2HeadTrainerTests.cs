using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class Lstm2HeadTrainerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_SignFiveStepsAgo_IsLearnedByBothHeads()
    {
        const int Lag = 5;
        FeatureMatrix features = LstmProblem.Features(21, 3000, 2);
        TrainingRequest request = new()
        {
            Fit = LstmProblem.Samples(features, LstmProblem.Memory(features, Lag)),
            Targets = [Target.Direction(1), Target.Return(1)],
            Options = HyperParameters.Parse("""{"hidden":32,"sequence_length":8,"epochs":25,"batch_size":64,"learning_rate":0.01}"""),
            Threads = 2,
        };
        FeatureMatrix fresh = LstmProblem.Features(22, 1000, 2);
        Dictionary<Target, double[]> truth = LstmProblem.Memory(fresh, Lag);
        RowRange rows = new(10, 1000);

        using IModel model = LstmProblem.Trainer.Train(request, cancellation: Cancellation);

        double[] chances = LstmProblem.Predict(model, fresh, rows, Target.Direction(1));
        double[] returns = LstmProblem.Predict(model, fresh, rows, Target.Return(1));
        double right = chances.Where((chance, i) => chance > 0.5 == truth[Target.Direction(1)][rows.First + i] > 0.5).Count() / (double)rows.Count;
        double missed = returns.Select((found, i) => Math.Pow(found - truth[Target.Return(1)][rows.First + i], 2)).Average();
        Assert.True(right > 0.9, $"{right:P1} right");
        Assert.True(missed < 0.1 * 1e-4, $"mean square {missed} of 1e-4");
    }

    [Fact]
    public void Train_Importance_SharesAddUpAndNameTheFeatureThatCounts()
    {
        TrainingRequest request = LstmProblem.Small("""{"hidden":16,"sequence_length":6,"epochs":40,"batch_size":32,"learning_rate":0.01}""", tune: false);

        using IModel model = LstmProblem.Trainer.Train(request, cancellation: Cancellation);

        foreach (Target target in request.Targets)
        {
            FeatureImportance[] shares = [.. model.Report.Importance.Where(importance => importance.Target == target)];
            Assert.Equal(["a", "b"], shares.Select(share => share.Feature));
            Assert.Equal(1, shares.Sum(share => share.Share), 1e-9);
            Assert.True(shares[0].Share > 0.7, $"{target}: {shares[0].Share}");
        }
    }

    [Fact]
    public void Train_SameRequest_GivesTheSameBytesForAnyThreads()
    {
        const string Options = """{"hidden":32,"layers":2,"sequence_length":6,"epochs":2,"batch_size":160}""";
        using IModel first = LstmProblem.Trainer.Train(LstmProblem.Small(Options), cancellation: Cancellation);
        using IModel again = LstmProblem.Trainer.Train(LstmProblem.Small(Options), cancellation: Cancellation);
        using IModel two = LstmProblem.Trainer.Train(LstmProblem.Small(Options) with { Threads = 2 }, cancellation: Cancellation);
        using IModel other = LstmProblem.Trainer.Train(LstmProblem.Small(Options, seed: 2), cancellation: Cancellation);

        Assert.Equal(first.ToFiles(), again.ToFiles());
        Assert.Equal(first.ToFiles(), two.ToFiles());
        Assert.NotEqual(first.ToFiles()[LstmTensors.FileName], other.ToFiles()[LstmTensors.FileName]);
        Assert.Equal(first.Report.Curves[0].Tune, two.Report.Curves[0].Tune);
    }

    [Fact]
    public void Train_Progress_IsTheLearningCurve()
    {
        List<TrainingProgress> steps = [];

        using IModel model = LstmProblem.Trainer.Train(LstmProblem.Small(), new Immediate(steps.Add), Cancellation);

        LearningCurve curve = Assert.Single(model.Report.Curves);
        Assert.Equal("bce+huber", curve.Loss);
        Assert.Null(curve.Target);
        Assert.Equal([1, 2, 3], steps.Select(step => step.Iteration));
        Assert.All(steps, step => Assert.Equal(3, step.Iterations));
        Assert.Equal(curve.Fit, steps.Select(step => step.FitLoss!.Value));
        Assert.Equal(curve.Tune, steps.Select(step => step.TuneLoss!.Value));
    }

    [Fact]
    public void Train_NoTunePart_RunsAllEpochs()
    {
        using IModel model = LstmProblem.Trainer.Train(LstmProblem.Small("""{"hidden":16,"sequence_length":6,"epochs":4,"patience":1}""", tune: false), cancellation: Cancellation);

        Assert.Equal(4, model.Report.Curves[0].Fit.Count);
        Assert.Empty(model.Report.Curves[0].Tune);
        Assert.Equal(4, model.Report.Curves[0].BestIteration);
    }

    [Fact]
    public void Train_TuneLossRises_StopsAfterPatienceAndKeepsTheBestWeights()
    {
        // Noise: what is learned by heart does worse on the tune part.
        const string Options = """{"hidden":32,"sequence_length":6,"epochs":200,"batch_size":16,"learning_rate":0.01,"schedule":"constant","patience":4}""";
        TrainingRequest request = Noise(Options);
        using IModel model = LstmProblem.Trainer.Train(request, cancellation: Cancellation);
        LearningCurve curve = model.Report.Curves[0];
        using IModel shorter = LstmProblem.Trainer.Train(
            request with { Tune = null, Options = HyperParameters.Parse(Options.Replace("200", $"{curve.BestIteration}", StringComparison.Ordinal)) }, cancellation: Cancellation);

        Assert.Equal(curve.BestIteration + 4, curve.Tune.Count);
        Assert.Equal(curve.Tune.Min(), curve.Tune[curve.BestIteration - 1]);
        Assert.Equal(shorter.ToFiles()[LstmTensors.FileName], model.ToFiles()[LstmTensors.FileName]);
    }

    [Fact]
    public void Train_CurveOfTheBestEpoch_IsTheLossOfThePredictions()
    {
        // Predictions have no dropout: the tune loss, which has none either, comes out again.
        TrainingRequest request = LstmProblem.Small("""{"hidden":16,"sequence_length":6,"epochs":5,"dropout":0.9}""") with { Targets = [Target.Direction(1)] };
        using IModel model = LstmProblem.Trainer.Train(request, cancellation: Cancellation);

        RowRange rows = request.Tune!.Rows[0];
        double[] chances = LstmProblem.Predict(model, request.Tune.Features, rows, Target.Direction(1));
        double[] labels = request.Tune.Labels(Target.Direction(1)).ToArray();
        double loss = chances.Select((chance, i) => -Math.Log(labels[rows.First + i] > 0.5 ? chance : 1 - chance)).Average();
        Assert.Equal(model.Report.Curves[0].Tune[model.Report.Curves[0].BestIteration - 1], loss, 1e-9);
    }

    [Fact]
    public void Train_HeavyRows_WinOverLightOnes()
    {
        // The same features say 1 on even rows and 0 on odd ones: the weights decide.
        FeatureMatrix features = new(["a"], new double[400], 0);
        double[] labels = [.. Enumerable.Range(0, 400).Select(row => row % 2 == 0 ? 1.0 : 0.0)];
        double[] weights = [.. labels.Select(label => label > 0 ? 9.0 : 1.0)];
        TrainingRequest request = new()
        {
            Fit = LstmProblem.Samples(features, new Dictionary<Target, double[]> { [Target.Direction(1)] = labels }, weights),
            Targets = [Target.Direction(1)],
            Options = HyperParameters.Parse("""{"hidden":16,"sequence_length":2,"epochs":60,"batch_size":64,"learning_rate":0.02,"dropout":0}"""),
        };

        using IModel model = LstmProblem.Trainer.Train(request, cancellation: Cancellation);

        Assert.Equal(0.9, LstmProblem.Predict(model, features, new RowRange(5, 6), Target.Direction(1))[0], 0.03);
    }

    [Fact]
    public void Train_EqualWeights_ChangeNothing()
    {
        TrainingRequest plain = LstmProblem.Small(tune: false);
        double[] weights = new double[300];
        weights.AsSpan().Fill(0.37);
        Dictionary<Target, double[]> labels = plain.Targets.ToDictionary(target => target, target => plain.Fit.Labels(target).ToArray());
        using IModel first = LstmProblem.Trainer.Train(plain, cancellation: Cancellation);
        using IModel second = LstmProblem.Trainer.Train(plain with { Fit = new Samples(plain.Fit.Features, plain.Fit.Rows, labels, weights) }, cancellation: Cancellation);

        Assert.Equal(first.ToFiles(), second.ToFiles());
    }

    [Fact]
    public void Train_RowsWithoutHistory_AreLeftOutAndCounted()
    {
        TrainingRequest request = LstmProblem.Small();

        using IModel model = LstmProblem.Trainer.Train(request, cancellation: Cancellation);

        // Warm-up 3, sequences of 6: rows 5 (the first with a label), 6 and 7 have too little behind them.
        LstmDescription description = LstmDescription.Read(model.ToFiles()[LstmDescription.FileName], 2, request.Targets);
        Assert.Equal(3, description.LeftOutRows);
        Assert.Equal(192, description.FitSequences);
        Assert.Equal(5, model.History);
    }

    [Fact]
    public void Train_NoRowWithHistory_IsRefusedByName()
    {
        TrainingRequest request = LstmProblem.Small("""{"sequence_length":250}""");

        string message = Assert.Throws<ServerlessTrainingException>(() => LstmProblem.Trainer.Train(request, cancellation: Cancellation)).Message;

        Assert.Equal(
            "lstm2head cannot be trained: no labelled row of direction_h1 in fit has 249 rows of history behind the warm-up of 3 rows; " +
            "no labelled row of return_h1 in fit has 249 rows of history behind the warm-up of 3 rows. Give more rows or lower sequence_length.",
            message);
    }

    [Fact]
    public void Train_FeatureBeyondFloats_IsRefusedByName()
    {
        FeatureMatrix features = new(["a", "b"], [.. Enumerable.Range(0, 80).Select(i => i == 33 ? 1e300 : i)], 0);
        Samples fit = LstmProblem.Samples(features, LstmProblem.Memory(features, 1), rows: new RowRange(2, 40));
        TrainingRequest request = LstmProblem.Small() with { Fit = fit, Tune = null, Targets = [Target.Return(1)] };

        string message = Assert.Throws<ServerlessTrainingException>(() => LstmProblem.Trainer.Train(request, cancellation: Cancellation)).Message;

        Assert.Contains("Feature b of row 16 is 1E+300, but lstm2head reads numbers up to", message);
    }

    [Fact]
    public void Train_CancelledInAnEpoch_EndsBeforeTheEpochDoes()
    {
        using CancellationTokenSource source = new();
        List<int> epochs = [];
        TrainingRequest request = LstmProblem.Small("""{"hidden":16,"sequence_length":6,"epochs":1000,"batch_size":8,"patience":1000}""");

        Assert.Throws<OperationCanceledException>(() => LstmProblem.Trainer.Train(
            request,
            new Immediate(step =>
            {
                epochs.Add(step.Iteration);
                source.Cancel();
            }),
            source.Token));

        Assert.Equal([1], epochs);
    }

    [Fact]
    public void Train_CancelledBefore_ThrowsAtTheFirstBatch()
    {
        TrainingRequest request = LstmProblem.Small();

        Assert.Throws<OperationCanceledException>(() => LstmProblem.Trainer.Train(request, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Train_ThreeHundredTimes_MemoryStaysFlat()
    {
        TrainingRequest request = LstmProblem.Small("""{"hidden":64,"sequence_length":12,"epochs":1,"batch_size":128}""") with { Threads = 2 };
        for (int i = 0; i < 50; i++) LstmProblem.Trainer.Train(request, cancellation: Cancellation).Dispose();
        GC.Collect();
        long before = Environment.WorkingSet;
        for (int i = 0; i < 250; i++) LstmProblem.Trainer.Train(request, cancellation: Cancellation).Dispose();
        GC.Collect();

        // A fit takes several megabytes: one that stayed would show 250 times.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 100L << 20);
    }

    [Fact]
    public void Check_MoreThanTheMachineHas_IsRefusedBeforeItIsTaken()
    {
        LstmShape shape = new(16, 1024, 4, 512, 1);
        long needed = LstmMemory.Needed(shape, new Lstm2HeadOptions { Hidden = 1024, Layers = 4, SequenceLength = 512 }, 10_000, 2);

        string message = Assert.Throws<ServerlessTrainingException>(() => LstmMemory.Check(needed, 1L << 30)).Message;

        Assert.Contains("MiB to train, but the machine has 1024 MiB. Lower hidden, layers, sequence_length, batch_size or the threads.", message);
    }

    private static TrainingRequest Noise(string options)
    {
        FeatureMatrix features = LstmProblem.Features(31, 400, 3);
        SeededRandom random = new(32);
        double[] labels = [.. Enumerable.Range(0, 400).Select(_ => (double)random.Next(2))];
        Dictionary<Target, double[]> all = new() { [Target.Direction(1)] = labels };
        return new TrainingRequest
        {
            Fit = LstmProblem.Samples(features, all, rows: new RowRange(0, 250)),
            Tune = LstmProblem.Samples(features, all, rows: new RowRange(260, 400)),
            Targets = [Target.Direction(1)],
            Options = HyperParameters.Parse(options),
        };
    }

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
