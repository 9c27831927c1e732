using ServerlessTraining.Domain;
using ServerlessTraining.Models.Lstm;
using TorchSharp;

namespace ServerlessTraining.Models.Torch.Tests;

/// <summary>The arithmetic, held against our own from the same task.</summary>
public sealed class TorchStepsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Constructor_SameTask_BeginsWithTheSameBytes()
    {
        using TorchTask setting = new("""{"hidden":32,"layers":2,"sequence_length":6}""");
        using DisposeScope scope = torch.NewDisposeScope();
        using TorchSteps steps = new(setting.Task, torch.CPU, TorchPrecision.Fp32);
        float[] expected = new float[setting.Task.Shape.PaddedWeights];
        setting.Task.FillInitialWeights(expected);

        Assert.Equal(expected, setting.WeightsAfter(steps, 0));
    }

    /// <summary>Relative to the gradient as a whole: an element that is next to nothing is the difference of larger ones.</summary>
    [Theory]
    [InlineData(1, 64, 0)]
    [InlineData(2, 64, 0)]
    [InlineData(3, 300, 0)]
    [InlineData(1, 64, 0.3)]
    [InlineData(3, 300, 0.3)]
    public unsafe void Gradient_SameBatch_IsOurOwn(int layers, int rows, double dropout)
    {
        using TorchTask setting = new($$"""
            {"hidden":32,"layers":{{layers}},"sequence_length":6,"batch_size":{{rows}},"dropout":{{dropout}},"huber_delta":0.8,"return_weight":0.6}
            """);
        LstmTask task = setting.Task;
        using WorkerTeam team = new(1);
        using LstmBatchGradient own = new(task.Shape, task.Fit, task.Loss, team, MatrixProducts.Vector, rows, dropout);
        using FloatBuffer weights = new(task.Shape.PaddedWeights);
        task.FillInitialWeights(weights.Span);
        using DisposeScope scope = torch.NewDisposeScope();
        using TorchSteps steps = new(task, torch.CPU, TorchPrecision.Fp32);

        steps.Begin(setting.Order);
        own.Compute(weights.Pointer, setting.Order.AsSpan(50, rows), task.DropoutKeys(), Cancellation);
        (torch.Tensor gradient, torch.Tensor sums) = steps.Gradient(50, rows);

        float[] found = new float[task.Shape.Weights];
        TorchMemory.Download(gradient, found);
        double[] losses = new double[task.Shape.Outputs];
        TorchMemory.Download(sums, losses);
        double scale = AdamW.Norm(own.Gradient.Pointer, task.Shape.PaddedWeights) / Math.Sqrt(found.Length);
        double worst = found.Select((value, i) => Math.Abs(value - own.Gradient.Span[i]) / (Math.Abs(own.Gradient.Span[i]) + scale)).Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"worst relative difference {worst:G3}");
        Assert.InRange(worst, 0, 1e-4);
        Assert.All(losses, (loss, output) => Assert.Equal(own.Losses[output], loss, 1e-4));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.2)]
    public void Step_TenTimes_LeavesOurOwnWeights(int layers, double dropout)
    {
        using TorchTask setting = new($$"""
            {"hidden":32,"layers":{{layers}},"sequence_length":6,"batch_size":100,"dropout":{{dropout}},"weight_decay":0.01,"gradient_clip":0.05}
            """);
        using LstmProcessorSteps own = new(setting.Task, MatrixProducts.Vector);
        using DisposeScope scope = torch.NewDisposeScope();
        using TorchSteps steps = new(setting.Task, torch.CPU, TorchPrecision.Fp32);

        float[] expected = setting.WeightsAfter(own, 10);
        float[] found = setting.WeightsAfter(steps, 10);

        double worst = expected.Zip(found, (a, b) => Math.Abs(a - b)).Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"worst difference {worst:G3}");
        Assert.InRange(worst, 0, 1e-4);
        Assert.Equal(own.TuneLoss(Cancellation)!.Value, steps.TuneLoss(Cancellation)!.Value, 1e-5);
    }

    [Fact]
    public void Gradient_Bf16_PointsTheSameWay()
    {
        using TorchTask setting = new("""{"hidden":32,"layers":2,"sequence_length":6,"batch_size":100,"dropout":0}""");
        using DisposeScope scope = torch.NewDisposeScope();
        using TorchSteps whole = new(setting.Task, torch.CPU, TorchPrecision.Fp32);
        using TorchSteps half = new(setting.Task, torch.CPU, TorchPrecision.Bf16);

        whole.Begin(setting.Order);
        half.Begin(setting.Order);
        torch.Tensor exact = whole.Gradient(0, 100).Gradient;
        torch.Tensor rough = half.Gradient(0, 100).Gradient;

        double cosine = ((exact * rough).sum() / (exact.norm() * rough.norm())).item<float>();
        TestContext.Current.TestOutputHelper?.WriteLine($"cosine {cosine:G6}");
        Assert.InRange(cosine, 0.99, 0.9999999);
    }

    [Fact]
    public void Step_Cancelled_ChangesNothing()
    {
        using TorchTask setting = new("""{"hidden":16,"sequence_length":6}""");
        using DisposeScope scope = torch.NewDisposeScope();
        using TorchSteps steps = new(setting.Task, torch.CPU, TorchPrecision.Fp32);
        float[] before = setting.WeightsAfter(steps, 0);

        Assert.Throws<OperationCanceledException>(() => steps.Step(0, 2, 0.01, new CancellationToken(canceled: true)));

        Assert.Equal(before, setting.WeightsAfter(steps, 0));
    }

    /// <summary>The card is not asked after every step, but the end of the epoch tells.</summary>
    [Fact]
    public void Run_WeightsGoneAstray_IsRefusedInTheWordsOfOurOwn()
    {
        using TorchTask setting = new("""{"hidden":16,"sequence_length":6}""");
        using DisposeScope scope = torch.NewDisposeScope();
        using TorchSteps steps = new(setting.Task, torch.CPU, TorchPrecision.Fp32);
        steps.Begin(setting.Order);
        steps.Step(0, 8, double.NaN, Cancellation);

        string message = Assert.Throws<ServerlessTrainingException>(() => new LstmTraining(setting.Task, steps).Run("loss", null, Cancellation)).Message;

        Assert.Equal(
            "The training of lstm2head went astray: the gradient of epoch 1 is not finite at a learning_rate of 0.001. " +
            "Lower learning_rate, or scale features and returns.",
            message);
    }

    [Fact]
    public void Step_OnItsOwn_LeavesNoTensor()
    {
        using TorchTask setting = new("""{"hidden":16,"layers":2,"sequence_length":6,"batch_size":64}""");
        using DisposeScope scope = torch.NewDisposeScope();
        using TorchSteps steps = new(setting.Task, torch.CPU, TorchPrecision.Bf16);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        setting.WeightsAfter(steps, 3);
        steps.TuneLoss(Cancellation);
        steps.Keep();
        steps.UseKept();
        steps.TakeLosses(new double[setting.Task.Shape.Outputs]);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
