using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.Tests.Contract;

/// <summary>What every model type promises. A model type joins with a class of one member:
/// <code>public sealed class StumpContractTests : ModelContract
/// {
///     protected override ModelUnderTest Subject { get; } = new() { Trainer = new StumpTrainer() };
/// }</code>
/// and with another for <see cref="ModelMemoryContract"/>, which runs by itself. Where a type cannot reach a bound of <see cref="ModelUnderTest"/>, it lowers the bound
/// there and says why.</summary>
public abstract partial class ModelContract
{
    private const ulong Seed = 20261121;
    private static readonly Lazy<PlantedData> Signal = new(() => PlantedData.WithSignal(Seed));

    protected abstract ModelUnderTest Subject { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TrainingRequest Request(PlantedData data, HyperParameters? options = null, ulong seed = 1, bool tune = false) => new()
    {
        Fit = data.Samples(PlantedData.Fit),
        Tune = tune ? data.Samples(PlantedData.Tune) : null,
        Targets = [PlantedData.Direction, PlantedData.Return],
        Options = options ?? Subject.Options,
        Seed = seed,
        Threads = Subject.Threads,
    };

    private IModel Train(TrainingRequest request) => Subject.Trainer.Train(request, null, Cancellation);

    /// <summary>The least training there is.</summary>
    private IModel TrainTiny() => Train(Request(Signal.Value, Subject.TinyOptions));

    private static double[] Predict(IModel model, FeatureMatrix features, RowRange rows, Target target)
    {
        double[] predictions = new double[rows.Count];
        model.Predict(features, rows, target, predictions);
        return predictions;
    }

    private static double[] PredictFresh(IModel model, PlantedData data, Target target) => Predict(model, data.Features, PlantedData.Fresh, target);

    /// <summary>Equal to the last bit.</summary>
    private static void AssertSame(double[] expected, double[] actual) =>
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));

    private static void AssertSame(IReadOnlyDictionary<string, byte[]> expected, IReadOnlyDictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.True(file.Value.AsSpan().SequenceEqual(actual[file.Key]), $"{file.Key} differs"));
    }
}
