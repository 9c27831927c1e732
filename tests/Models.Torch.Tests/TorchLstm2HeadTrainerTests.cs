using ServerlessTraining.Domain;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;
using TorchSharp;

namespace ServerlessTraining.Models.Torch.Tests;

public sealed class TorchLstm2HeadTrainerTests
{
    private const string Options = """{"hidden":32,"layers":2,"sequence_length":6,"epochs":3,"batch_size":100,"learning_rate":0.005,"dropout":0.2,"warmup_epochs":1}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whole trainings: the same batches, masks and learning rates, so that only rounding is between the two.</summary>
    [Fact]
    public void Train_SameRequest_ForecastsWhatOurOwnForecasts()
    {
        TrainingRequest request = TorchProblem.Request(Options);
        using IModel own = TorchProblem.OnTheProcessor.Train(request, cancellation: Cancellation);
        using IModel found = TorchProblem.Torch.Train(request, cancellation: Cancellation);

        Assert.Equal(own.FeatureNames, found.FeatureNames);
        Assert.Equal(own.ToFiles()[LstmDescription.FileName], found.ToFiles()[LstmDescription.FileName]);
        AssertClose(own.Report.Curves[0].Fit, found.Report.Curves[0].Fit, 1e-4);
        AssertClose(own.Report.Curves[0].Tune, found.Report.Curves[0].Tune, 1e-4);
        AssertClose(TorchProblem.Weights(own).Select(w => (double)w), TorchProblem.Weights(found).Select(w => (double)w), 1e-3);
        Assert.All(request.Targets, target => AssertClose(TorchProblem.Predict(own, request, target), TorchProblem.Predict(found, request, target), 1e-3));
    }

    [Fact]
    public void Load_FilesOfEither_ForecastTheSameByTheOther()
    {
        TrainingRequest request = TorchProblem.Request(Options);
        using IModel own = TorchProblem.OnTheProcessor.Train(request, cancellation: Cancellation);
        using IModel torch = TorchProblem.Torch.Train(request, cancellation: Cancellation);

        foreach ((IModel model, IModelTrainer other) in new (IModel, IModelTrainer)[] { (own, TorchProblem.Torch), (torch, TorchProblem.OnTheProcessor) })
        {
            using IModel loaded = other.Load(new SavedModel(model.FeatureNames, model.Targets, model.Report, model.ToFiles()));
            Assert.All(request.Targets, target => AssertClose(TorchProblem.Predict(model, request, target), TorchProblem.Predict(loaded, request, target), 1e-5));
        }
    }

    /// <summary>The forward pass of TorchSharp, which no prediction goes through, from the file of our own trainer.</summary>
    [Fact]
    public void Forward_FileOfOurOwn_GivesOurForecasts()
    {
        TrainingRequest request = TorchProblem.Request(Options);
        using IModel own = TorchProblem.OnTheProcessor.Train(request, cancellation: Cancellation);
        LstmDescription description = LstmDescription.Read(own.ToFiles()[LstmDescription.FileName], own.FeatureNames.Count, own.Targets);
        using FloatBuffer weights = new(description.Shape.PaddedWeights);
        LstmTensors.Read(own.ToFiles()[LstmTensors.FileName], description.Shape, weights.Span);
        using FloatBuffer features = LstmFeatures.Of(request.Fit.Features);
        using DisposeScope scope = torch.NewDisposeScope();
        using TorchNetwork network = new(description.Shape, torch.CPU, torch.ScalarType.Float32);
        network.Load(TorchMemory.Upload(weights, description.Shape.PaddedWeights, torch.CPU).flatten().narrow(0, 0, description.Shape.Weights));
        torch.Tensor rows = TorchMemory.Upload(features, description.Shape.Inputs, torch.CPU);
        int count = request.Fit.Features.RowCount - TorchProblem.WarmUp - own.History;

        torch.Tensor input = torch.stack([.. Enumerable.Range(0, description.Shape.Sequence).Select(t => rows.narrow(0, TorchProblem.WarmUp + t, count))], 0);
        float[] outputs = new float[count * description.Shape.Outputs];
        TorchMemory.Download(network.Forward(input, null), outputs);

        foreach (Target target in own.Targets)
        {
            int output = description.Outputs.IndexOf(target);
            IEnumerable<double> found = Enumerable.Range(0, count).Select(i => (double)outputs[(i * description.Shape.Outputs) + output]).Select(
                value => target.Kind == TargetKind.Direction ? LstmLoss.Sigmoid(value) : value * description.Outputs.Scale(output));
            AssertClose(TorchProblem.Predict(own, request, target), found, 1e-5);
        }
    }

    /// <summary>What early stopping looked at is what predictions do, in either precision.</summary>
    [Theory]
    [InlineData(TorchPrecision.Fp32)]
    [InlineData(TorchPrecision.Bf16)]
    public void Train_CurveOfTheBestEpoch_IsTheLossOfThePredictions(TorchPrecision precision)
    {
        TrainingRequest request = TorchProblem.Request("""{"hidden":16,"sequence_length":6,"epochs":4,"dropout":0.5}""") with { Targets = [Target.Direction(1)] };
        Samples tune = request.Tune!;
        using IModel model = TorchProblem.Trainer(precision).Train(request, cancellation: Cancellation);

        double[] chances = new double[tune.Rows[0].Count];
        model.Predict(tune.Features, tune.Rows[0], Target.Direction(1), chances);
        (double loss, double weight) = (0, 0);
        for (int i = 0; i < chances.Length; i++)
        {
            double label = tune.Labels(Target.Direction(1))[tune.Rows[0].First + i];
            if (double.IsNaN(label)) continue;
            loss -= tune.Weights[tune.Rows[0].First + i] * Math.Log(label > 0 ? chances[i] : 1 - chances[i]);
            weight += tune.Weights[tune.Rows[0].First + i];
        }

        LearningCurve curve = model.Report.Curves[0];
        Assert.Equal(curve.Tune[curve.BestIteration - 1], loss / weight, 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_DoneOrCancelled_LeavesNoTensor(bool cancelled)
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using CancellationTokenSource source = new();

        if (cancelled) Assert.Throws<OperationCanceledException>(() => TorchProblem.Torch.Train(TorchProblem.Request(Options), new Immediate(_ => source.Cancel()), source.Token));
        else TorchProblem.Torch.Train(TorchProblem.Request(Options), cancellation: Cancellation).Dispose();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Train_CancelledInAnEpoch_EndsBeforeTheEpochDoes()
    {
        using CancellationTokenSource source = new();
        List<int> epochs = [];

        Assert.Throws<OperationCanceledException>(() => TorchProblem.Torch.Train(
            TorchProblem.Request(Options),
            new Immediate(report =>
            {
                epochs.Add(report.Iteration);
                source.Cancel();
            }),
            source.Token));

        Assert.Equal([1], epochs);
    }

    [Fact]
    public void Train_AutoWithoutACard_WarnsOnceAndTrains()
    {
        Assert.SkipWhen(torch.cuda.is_available(), "This machine has a CUDA card.");
        List<string> warnings = [];
        TorchLstm2HeadTrainer trainer = new(new TorchOptions(), new NativeLibraryOptions(), warnings.Add);
        TrainingRequest request = TorchProblem.Request("""{"hidden":16,"sequence_length":4,"epochs":1}""");

        trainer.Train(request, cancellation: Cancellation).Dispose();
        trainer.Train(request, cancellation: Cancellation).Dispose();

        Assert.Equal("There is no CUDA device: lstm2head is trained on the processor. Set device to cpu to say that this is meant.", Assert.Single(warnings));
    }

    [Fact]
    public void Train_CudaWithoutACard_IsRefusedInWords()
    {
        Assert.SkipWhen(torch.cuda.is_available(), "This machine has a CUDA card.");
        TorchLstm2HeadTrainer trainer = new(new TorchOptions { Device = TorchDevice.Cuda }, new NativeLibraryOptions(), _ => { });

        string message = Assert.Throws<ServerlessTrainingException>(() => trainer.Train(TorchProblem.Request("""{"epochs":1}"""), cancellation: Cancellation)).Message;

        Assert.Equal(
            "lstm2head was to be trained on CUDA, but there is no card, no driver, or no TorchSharp-cuda-linux. Set device to auto or cpu, or add what is missing.", message);
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> found, double tolerance)
    {
        double[] left = [.. expected];
        double[] right = [.. found];
        Assert.Equal(left.Length, right.Length);
        double worst = left.Zip(right, (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"worst difference {worst:G3}");
        Assert.InRange(worst, 0, tolerance);
    }

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
