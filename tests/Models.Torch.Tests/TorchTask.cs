using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Torch.Tests;

/// <summary>The request of <see cref="TorchProblem"/> as steps see it.</summary>
internal sealed class TorchTask : IDisposable
{
    private readonly FloatBuffer features;

    public TorchTask(string options, int threads = 1)
    {
        TrainingRequest request = TorchProblem.Request(options);
        Lstm2HeadOptions read = Lstm2HeadOptions.Read(request.Options);
        LstmOutputs outputs = LstmOutputs.Of(request);
        LstmShape shape = new(request.Fit.Features.ColumnCount, read.Hidden, read.Layers, read.SequenceLength, outputs.Horizons.Count);
        features = LstmFeatures.Of(request.Fit.Features);
        Task = new LstmTask(
            shape,
            outputs,
            read,
            LstmData.Of(request.Fit, features, request.Targets, outputs, shape.Sequence - 1, "fit"),
            LstmData.Of(request.Tune!, features, request.Targets, outputs, shape.Sequence - 1, "tune"),
            request.Seed,
            threads);
    }

    public LstmTask Task { get; }

    /// <summary>Every sequence once, mixed.</summary>
    public int[] Order => [.. Enumerable.Range(0, Task.Fit.Rows.Length).Select(i => (int)(i * 7919L % Task.Fit.Rows.Length))];

    /// <summary>The weights of a training after some steps on the first batch.</summary>
    public float[] WeightsAfter(ILstmSteps steps, int count)
    {
        steps.Begin(Order);
        for (int i = 0; i < count; i++) steps.Step(0, Task.BatchRows, 0.01, TestContext.Current.CancellationToken);
        float[] weights = new float[Task.Shape.PaddedWeights];
        steps.CopyWeights(weights);
        return weights;
    }

    public void Dispose() => features.Dispose();
}
