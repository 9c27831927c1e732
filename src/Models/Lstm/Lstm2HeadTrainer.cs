using ServerlessTraining.Domain;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Models.Lstm;

/// <summary>`lstm2head`: an LSTM over the last bars and, for each horizon of the request, a head for the direction's probability and one for the return. All targets are learned
/// together; a head whose target was not asked for has no loss and stays near its start. A sample is a decision row with the sequence_length - 1 rows before it.</summary>
/// <param name="natives">Where a BLAS may be found; used on machines without 512-bit vectors.</param>
public sealed class Lstm2HeadTrainer(NativeLibraryOptions natives) : IModelTrainer
{
    internal const string Name = "lstm2head";
    private readonly Lazy<MatrixProducts> best = new(() => MatrixProducts.Best(natives));

    public string ModelType => Name;

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        Lstm2HeadOptions options = Lstm2HeadOptions.Read(request.Options);
        return Train(request, options, best.Value, progress, cancellation);
    }

    public IModel Load(SavedModel saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        LstmDescription description = LstmDescription.Read(File(saved, LstmDescription.FileName), saved.FeatureNames.Count, saved.Targets);
        FloatBuffer weights = new(description.Shape.PaddedWeights);
        try
        {
            LstmTensors.Read(File(saved, LstmTensors.FileName), description.Shape, weights.Span);
            return new Lstm2HeadModel(saved.FeatureNames, saved.Targets, saved.Report, description, weights, best.Value);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    internal static unsafe Lstm2HeadModel Train(
        TrainingRequest request, Lstm2HeadOptions options, MatrixProducts products, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        LstmOutputs outputs = LstmOutputs.Of(request);
        LstmShape shape = new(request.Fit.Features.ColumnCount, options.Hidden, options.Layers, options.SequenceLength, outputs.Horizons.Count);
        using FloatBuffer features = LstmFeatures.Of(request.Fit.Features);
        bool shared = request.Tune is null || ReferenceEquals(request.Tune.Features, request.Fit.Features);
        using FloatBuffer? others = shared ? null : LstmFeatures.Of(request.Tune!.Features);
        LstmData fit = LstmData.Of(request.Fit, features, request.Targets, outputs, shape.Sequence - 1, "fit");
        LstmData? tune = request.Tune is null ? null : LstmData.Of(request.Tune, others ?? features, request.Targets, outputs, shape.Sequence - 1, "tune");
        LstmMemory.Check(LstmMemory.Needed(shape, options, fit.Rows.Length, request.Threads), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        using WorkerTeam team = new(LstmBatchGradient.Workers(Math.Min(options.BatchSize, fit.Rows.Length), request.Threads));
        LstmLoss loss = new(outputs, options.HuberDelta, options.ReturnWeight);
        using LstmTraining training = new(shape, options, loss, fit, tune, team, products, request.Seed);
        LearningCurve curve = training.Run(LstmLoss.NameOf(request.Targets), progress, cancellation);
        FeatureImportance[] importance = LstmImportance.Of(shape, outputs, fit, training.Weights.Pointer, request.Targets, request.Fit.Features, products, cancellation);
        FloatBuffer weights = new(shape.PaddedWeights);
        training.Weights.Span.CopyTo(weights.Span);
        LstmDescription description = new(shape, outputs, fit.Rows.Length, fit.LeftOut);
        TrainingReport report = new([curve], importance) { Notes = [.. new[] { LeftOut(fit, shape, "fit"), LeftOut(tune, shape, "tune") }.OfType<string>()] };
        return new Lstm2HeadModel(request.Fit.Features.Names, [.. request.Targets], report, description, weights, products);
    }

    private static string? LeftOut(LstmData? data, LstmShape shape, string part) => data is not { LeftOut: > 0 }
        ? null
        : $"{data.LeftOut} of {data.LeftOut + data.Rows.Length} labelled rows of {part} were left out: "
            + $"a sequence of {shape.Sequence} rows that ends there would begin in the warm-up.";

    private static byte[] File(SavedModel saved, string name)
    {
        if (saved.Files.TryGetValue(name, out byte[]? file)) return file;
        string found = saved.Files.Count > 0 ? string.Join(", ", saved.Files.Keys.Order(StringComparer.Ordinal)) : "none";
        throw new ServerlessTrainingException($"The {Name} model has no file {name}. It has {found}.");
    }
}
