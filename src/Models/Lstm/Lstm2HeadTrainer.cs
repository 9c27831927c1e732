using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
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

    public void Check(HyperParameters options) => Lstm2HeadOptions.Read(options);

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(request, StepsOnTheProcessor, progress, cancellation);

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

    /// <param name="request">What to train on what; checked here.</param>
    /// <param name="start">Where the steps are computed: all else is the same there.</param>
    /// <param name="progress">Of the epochs.</param>
    /// <param name="cancellation">Noticed within a batch.</param>
    internal unsafe Lstm2HeadModel Train(
        TrainingRequest request, Func<LstmTask, ILstmSteps> start, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        Lstm2HeadOptions options = Lstm2HeadOptions.Read(request.Options);
        LstmOutputs outputs = LstmOutputs.Of(request);
        LstmShape shape = new(request.Fit.Features.ColumnCount, options.Hidden, options.Layers, options.SequenceLength, outputs.Horizons.Count);
        using FloatBuffer features = LstmFeatures.Of(request.Fit.Features);
        bool shared = request.Tune is null || ReferenceEquals(request.Tune.Features, request.Fit.Features);
        using FloatBuffer? others = shared ? null : LstmFeatures.Of(request.Tune!.Features);
        LstmData fit = LstmData.Of(request.Fit, features, request.Targets, outputs, shape.Sequence - 1, "fit");
        LstmData? tune = request.Tune is null ? null : LstmData.Of(request.Tune, others ?? features, request.Targets, outputs, shape.Sequence - 1, "tune");
        LstmTask task = new(shape, outputs, options, fit, tune, request.Seed, request.Threads);
        FloatBuffer weights = new(shape.PaddedWeights);
        try
        {
            LearningCurve curve;
            using (ILstmSteps steps = start(task))
            {
                curve = new LstmTraining(task, steps).Run(LstmLoss.NameOf(request.Targets), progress, cancellation);
                steps.CopyWeights(weights.Span);
            }

            FeatureImportance[] importance = LstmImportance.Of(shape, outputs, fit, weights.Pointer, request.Targets, request.Fit.Features, best.Value, cancellation);
            LstmDescription description = new(shape, outputs, fit.Rows.Length, fit.LeftOut);
            TrainingReport report = new([curve], importance) { Notes = [.. new[] { LeftOut(fit, shape, "fit"), LeftOut(tune, shape, "tune") }.OfType<string>()] };
            return new Lstm2HeadModel(request.Fit.Features.Names, [.. request.Targets], report, description, weights, best.Value);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private LstmProcessorSteps StepsOnTheProcessor(LstmTask task)
    {
        LstmMemory.Check(LstmMemory.Needed(task.Shape, task.Options, task.Fit.Rows.Length, task.Threads), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        return new LstmProcessorSteps(task, best.Value);
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
