using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.Tests.Contract;

public abstract partial class ModelContract
{
    [Fact]
    public void Train_OneClass_IsRefusedByName()
    {
        PlantedData data = PlantedData.WithSignal(Seed);
        data.Labels[PlantedData.Direction].AsSpan(PlantedData.WarmUp).Fill(1);

        AssertRefused(Request(data), "all labels of direction_h1 in fit are 1; two classes are needed");
    }

    [Fact]
    public void Train_OneClassInTune_IsRefusedByName()
    {
        PlantedData data = PlantedData.WithSignal(Seed);
        data.Labels[PlantedData.Direction].AsSpan(PlantedData.Tune.First).Clear();

        AssertRefused(Request(data, tune: true), "all labels of direction_h1 in tune are 0; two classes are needed");
    }

    [Fact]
    public void Train_NoLabels_IsRefusedByName()
    {
        PlantedData data = PlantedData.WithSignal(Seed);
        data.Labels[PlantedData.Return].AsSpan().Fill(double.NaN);

        AssertRefused(Request(data, tune: true), "no row of fit has a label for return_h1; no row of tune has a label for return_h1");
    }

    [Fact]
    public void Train_NoTargets_IsRefused() => AssertRefused(Request(Signal.Value) with { Targets = [] }, "there are no targets");

    [Fact]
    public void Train_TargetWithoutLabels_IsRefusedByName() =>
        AssertRefused(Request(Signal.Value) with { Targets = [Target.Direction(7)] }, "fit has no labels for direction_h7");

    [Fact]
    public void Train_TuneWithOtherFeatures_IsRefused() =>
        AssertRefused(Request(Signal.Value) with { Tune = new Samples(Renamed(), [PlantedData.Tune], Signal.Value.Labels) }, "fit and tune have different features");

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void Train_WrongThreads_IsRefused(int threads) =>
        AssertRefused(Request(Signal.Value) with { Threads = threads }, $"threads is {threads}; 1 to 256 are allowed");

    [Fact]
    public void Train_UnknownOption_IsRefusedByName() =>
        AssertRefused(Request(Signal.Value, HyperParameters.Parse("""{"no_such_option":1}""")), "no_such_option: this key is not known");

    [Fact]
    public void Predict_OtherFeatures_IsRefusedByName() =>
        AssertRefused(Renamed(), PlantedData.Fresh, PlantedData.Direction, $"missing: {Signal.Value.Features.Names[0]}; not known to it: other");

    [Fact]
    public void Predict_FeaturesInOtherOrder_IsRefused()
    {
        FeatureMatrix features = Signal.Value.Features;
        FeatureMatrix turned = new([.. features.Names.Reverse()], features.Rows(..).ToArray(), features.WarmUp);

        AssertRefused(turned, PlantedData.Fresh, PlantedData.Direction, "they are the same in another order");
    }

    [Fact]
    public void Predict_OtherTarget_IsRefusedByName() => AssertRefused(
        Signal.Value.Features, PlantedData.Fresh, Target.Return(7), "does not forecast return_h7. It forecasts direction_h1, return_h1.");

    /// <summary>The rows of the warm-up hold NaN: no forecast comes from them, also not by way of the history.</summary>
    [Fact]
    public void Predict_WarmUp_IsRefused()
    {
        using IModel model = TrainTiny();
        int first = PlantedData.WarmUp + model.History;

        Assert.All(Predict(model, Signal.Value.Features, new RowRange(first, first + 1), PlantedData.Return), forecast => Assert.True(double.IsFinite(forecast)));
        AssertRefused(Signal.Value.Features, new RowRange(first - 1, first + 5), PlantedData.Return, $"The rows [{first - 1}, {first + 5}) cannot be predicted");
    }

    [Fact]
    public void Predict_TooLittleRoom_IsRefused()
    {
        using IModel model = TrainTiny();

        string message = Assert.Throws<ServerlessTrainingException>(() => model.Predict(Signal.Value.Features, PlantedData.Fresh, PlantedData.Direction, new double[7])).Message;

        Assert.Equal($"There is room for 7 predictions, but {PlantedData.Fresh.Count} rows were asked for.", message);
    }

    private static FeatureMatrix Renamed()
    {
        FeatureMatrix features = Signal.Value.Features;
        return new FeatureMatrix(["other", .. features.Names.Skip(1)], features.Rows(..).ToArray(), features.WarmUp);
    }

    private void AssertRefused(TrainingRequest request, string fault)
    {
        ProgressLog log = new();

        string message = Assert.ThrowsAny<ServerlessTrainingException>(() => Subject.Trainer.Train(request, log, Cancellation)).Message;

        Assert.Contains(fault, message, StringComparison.Ordinal);
        Assert.Empty(log.Reports);
    }

    private void AssertRefused(FeatureMatrix features, RowRange rows, Target target, string fault)
    {
        using IModel model = TrainTiny();

        string message = Assert.Throws<ServerlessTrainingException>(() => Predict(model, features, rows, target)).Message;

        Assert.Contains(fault, message, StringComparison.Ordinal);
    }
}
