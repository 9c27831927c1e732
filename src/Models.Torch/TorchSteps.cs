using ServerlessTraining.Models.Lstm;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ServerlessTraining.Models.Torch;

/// <summary>Steps on a device of TorchSharp. The weights are one flat tensor as <see cref="LstmShape"/> lays them out; the network computes with a copy in its own precision.
/// Nothing is read back before the end of an epoch, so that a card never waits for the program. Tensors belong to the dispose scope around the training, those of a batch to
/// a scope of their own.</summary>
internal sealed class TorchSteps : ILstmSteps
{
    private const int EvaluatedAtOnce = 1024;
    private readonly LstmTask task;
    private readonly TorchData fit;
    private readonly TorchData? tune;
    private readonly TorchLoss loss;
    private readonly TorchDropout? dropout;
    private readonly TorchNetwork network;
    private readonly TorchNetwork evaluated;
    private readonly TorchAdamW optimizer;
    private readonly Tensor weights;
    private readonly Tensor best;
    private readonly Tensor losses;
    private readonly Tensor norms;
    private readonly Tensor order;
    private readonly Tensor tuneOrder;
    private readonly Tensor clip;
    private readonly Tensor one;

    public TorchSteps(LstmTask task, torch.Device device, TorchPrecision precision)
    {
        this.task = task;
        if (device.type == DeviceType.CPU)
        {
            // A batch is not cut into slices here: all of it is in memory at once. The threads are those of the process: TorchSharp knows no others.
            LstmMemory.Check(LstmMemory.Needed(task.Shape, task.Options, task.Fit.Rows.Length, int.MaxValue), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
            torch.set_num_threads(task.Threads);
        }

        torch.ScalarType type = precision == TorchPrecision.Bf16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32;
        Tensor features = TorchMemory.Upload(task.Fit.Features, task.Shape.Inputs, device);
        fit = new TorchData(task.Fit, features, task.Shape, device);
        if (task.Tune is { } part)
        {
            bool shared = ReferenceEquals(part.Features, task.Fit.Features);
            tune = new TorchData(part, shared ? features : TorchMemory.Upload(part.Features, task.Shape.Inputs, device), task.Shape, device);
        }

        loss = new TorchLoss(task.Loss, task.Outputs, device);
        dropout = task.DropoutKeys() is { } keys ? new TorchDropout(task, keys, device, type) : null;
        using FloatBuffer initial = new(task.Shape.PaddedWeights);
        task.FillInitialWeights(initial.Span);
        weights = TorchMemory.Upload(initial, task.Shape.PaddedWeights, device).flatten().narrow(0, 0, task.Shape.Weights);
        best = weights.clone();
        losses = torch.zeros(task.Shape.Outputs, torch.ScalarType.Float64, device);
        norms = torch.zeros(1, torch.ScalarType.Float32, device);
        order = torch.zeros(task.Fit.Rows.Length, torch.ScalarType.Int32, device);
        int[] every = [.. Enumerable.Range(0, task.Tune?.Rows.Length ?? 0)];
        tuneOrder = TorchMemory.Upload<int>(every, torch.ScalarType.Int32, device);
        clip = TorchMemory.Upload<float>([(float)task.Options.GradientClip], torch.ScalarType.Float32, device);
        one = TorchMemory.Upload<float>([1], torch.ScalarType.Float32, device);
        optimizer = new TorchAdamW(weights, task.Options.WeightDecay);
        network = new TorchNetwork(task.Shape, device, type);
        evaluated = type == torch.ScalarType.Float32 ? network : new TorchNetwork(task.Shape, device, torch.ScalarType.Float32);
        network.Load(weights);
    }

    public bool WentAstray { get; private set; }

    public void Begin(int[] order)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        this.order.copy_(TorchMemory.Upload<int>(order, torch.ScalarType.Int32, torch.CPU));
    }

    public void Step(int first, int count, double learningRate, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using DisposeScope scope = torch.NewDisposeScope();
        (Tensor gradient, Tensor sums) = Gradient(first, count);
        using IDisposable still = torch.no_grad();
        Tensor norm = gradient.norm();
        losses.add_(sums);
        norms.add_(norm);
        if (task.Options.GradientClip > 0) gradient.mul_(torch.minimum(clip / norm, one));
        optimizer.Step(gradient, learningRate);
        network.Load(weights);
    }

    /// <summary>The gradient of the objective of a batch by the flat weights, in 32-bit floats, and each output's sum of losses; for the scope around the call.</summary>
    public (Tensor Gradient, Tensor Sums) Gradient(int first, int count)
    {
        TorchBatch batch = fit.Batch(order.narrow(0, first, count));
        Tensor sums = loss.Sums(network.Forward(batch.Input, dropout?.Draw(count)), batch);
        IList<Tensor> parts = torch.autograd.grad([loss.Objective(sums, batch)], network.Parameters);
        return (torch.cat([.. parts.Select(part => part.flatten())]).to(torch.ScalarType.Float32), sums.detach());
    }

    public void TakeLosses(Span<double> sums)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchMemory.Download(losses, sums);
        losses.zero_();
        WentAstray = !float.IsFinite(norms.cpu().item<float>());
    }

    public double? TuneLoss(CancellationToken cancellation)
    {
        if (tune is null) return null;
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable still = torch.no_grad();
        if (!ReferenceEquals(evaluated, network)) evaluated.Load(weights);
        Tensor total = torch.zeros_like(losses);
        int count = task.Tune!.Rows.Length;
        for (int first = 0; first < count; first += EvaluatedAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope part = torch.NewDisposeScope();
            TorchBatch batch = tune.Batch(tuneOrder.narrow(0, first, Math.Min(EvaluatedAtOnce, count - first)));
            total.add_(loss.Sums(evaluated.Forward(batch.Input, null), batch));
        }

        double[] sums = new double[task.Shape.Outputs];
        TorchMemory.Download(total, sums);
        return task.Loss.Total(sums, task.Tune.Counts);
    }

    public void Keep() => Copy(weights, best);

    public void UseKept() => Copy(best, weights);

    public void CopyWeights(Span<float> target)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchMemory.Download(weights, target[..task.Shape.Weights]);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
        evaluated.Dispose();
    }

    private static void Copy(Tensor from, Tensor to)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        to.copy_(from);
    }
}
