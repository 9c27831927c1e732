using System.Collections.Concurrent;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Lstm;

/// <summary>A trained network. With <see cref="VectorProduct"/> a row's forecast has the same bits alone as among others; a BLAS may differ in the last digits.</summary>
internal sealed unsafe class Lstm2HeadModel : IModel
{
    private readonly LstmDescription description;
    private readonly FloatBuffer weights;
    private readonly MatrixProducts products;
    private readonly ConcurrentBag<LstmForward> pool = [];

    /// <param name="features">The names of the inputs.</param>
    /// <param name="targets">What can be asked for.</param>
    /// <param name="report">Of the training.</param>
    /// <param name="description">Shape and scales.</param>
    /// <param name="weights">Belong to the model from here on.</param>
    /// <param name="products">For the forward pass.</param>
    public Lstm2HeadModel(
        IReadOnlyList<string> features, IReadOnlyList<Target> targets, TrainingReport report, LstmDescription description, FloatBuffer weights, MatrixProducts products)
    {
        FeatureNames = features;
        Targets = targets;
        Report = report;
        this.description = description;
        this.weights = weights;
        this.products = products;
    }

    public string ModelType => Lstm2HeadTrainer.Name;

    public IReadOnlyList<string> FeatureNames { get; }

    public IReadOnlyList<Target> Targets { get; }

    public int History => description.Shape.Sequence - 1;

    public TrainingReport Report { get; }

    public void Predict(FeatureMatrix features, RowRange rows, Target target, Span<double> predictions)
    {
        ObjectDisposedException.ThrowIf(weights.IsClosed, this);
        PredictionInput.Check(this, features, rows, target, predictions.Length);
        bool held = false;
        weights.DangerousAddRef(ref held);
        LstmForward? forward = null;
        try
        {
            if (!pool.TryTake(out forward)) forward = new LstmForward(description.Shape, products.Create());
            int output = description.Outputs.IndexOf(target);
            for (int first = rows.First; first < rows.End; first += LstmForward.Capacity)
            {
                RowRange part = rows.Within(first, Math.Min(first + LstmForward.Capacity, rows.End));
                LstmFeatures.Copy(features, new RowRange(part.First - History, part.End), forward.Input.Pointer);
                ReadOnlySpan<float> outputs = forward.Run(weights.Pointer, forward.Input.Pointer, part.Count);
                for (int i = 0; i < part.Count; i++) predictions[part.First - rows.First + i] = Forecast(output, outputs[(i * description.Shape.Outputs) + output]);
            }
        }
        finally
        {
            if (forward is not null) pool.Add(forward);
            weights.DangerousRelease();
            if (weights.IsClosed) Drain();
        }
    }

    public IReadOnlyDictionary<string, byte[]> ToFiles()
    {
        bool held = false;
        weights.DangerousAddRef(ref held);
        try
        {
            return new Dictionary<string, byte[]>
            {
                [LstmTensors.FileName] = LstmTensors.Write(description.Shape, weights.Span),
                [LstmDescription.FileName] = description.Write(),
            };
        }
        finally
        {
            weights.DangerousRelease();
        }
    }

    /// <summary>A prediction that is under way ends first and cleans up after itself.</summary>
    public void Dispose()
    {
        weights.Dispose();
        Drain();
    }

    private double Forecast(int output, float value) =>
        description.Outputs.IsDirection(output) ? LstmLoss.Sigmoid(value) : value * description.Outputs.Scale(output);

    private void Drain()
    {
        while (pool.TryTake(out LstmForward? forward)) forward.Dispose();
    }
}
