using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models.Files;

namespace ServerlessTraining.Models.Tests.Contract;

public abstract partial class ModelContract
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_PackedModel_ForecastsTheSameBits(bool compressed)
    {
        using IModel model = Train(Request(Signal.Value, tune: true));
        IReadOnlyDictionary<string, byte[]> files = ModelFile.Pack(model, Context());

        using OpenedModel opened = ModelFile.Open(compressed ? ModelFile.Compress(files) : files, new ModelTypes([Subject.Trainer]));

        Assert.Equal(model.ModelType, opened.Model.ModelType);
        Assert.Equal(model.History, opened.Model.History);
        Assert.All(model.Targets, target => AssertSame(PredictFresh(model, Signal.Value, target), PredictFresh(opened.Model, Signal.Value, target)));
    }

    /// <summary>What is stored again must not have changed under way.</summary>
    [Fact]
    public void ToFiles_OpenedModel_GivesTheSameBytes()
    {
        using IModel model = TrainTiny();
        IReadOnlyDictionary<string, byte[]> files = ModelFile.Pack(model, Context());
        using OpenedModel opened = ModelFile.Open(files, new ModelTypes([Subject.Trainer]));

        AssertSame(model.ToFiles(), opened.Model.ToFiles());
        AssertSame(files, ModelFile.Pack(opened.Model, Context()));
    }

    /// <summary>Checked files can still be those of another model: a file that is cut in half, with a hash that fits, is an error of ours, not a crash.</summary>
    [Fact]
    public void Load_FilesCutInHalf_AreRefused()
    {
        using IModel model = TrainTiny();
        foreach ((string name, byte[] content) in model.ToFiles())
        {
            Dictionary<string, byte[]> files = model.ToFiles().ToDictionary();
            files[name] = content[..(content.Length / 2)];

            Assert.ThrowsAny<ServerlessTrainingException>(() => Subject.Trainer.Load(new SavedModel(model.FeatureNames, model.Targets, model.Report, files)));
        }
    }

    [Fact]
    public void Load_NoFiles_IsRefused() => Assert.ThrowsAny<ServerlessTrainingException>(() => Subject.Trainer.Load(
        new SavedModel(Signal.Value.Features.Names, [PlantedData.Direction], TrainingReport.Empty, new Dictionary<string, byte[]>())));

    [Fact]
    public async Task Predict_TwoThreadsAtOnce_ChangesNothing()
    {
        using IModel model = TrainTiny();
        IReadOnlyDictionary<string, byte[]> files = model.ToFiles();
        double[][] alone = [.. model.Targets.Select(target => PredictFresh(model, Signal.Value, target))];

        using Barrier start = new(2);
        double[][][] together = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(Cancellation);
                return (double[][])[.. Enumerable.Range(0, 20).Select(turn => PredictFresh(model, Signal.Value, model.Targets[turn % model.Targets.Count]))];
            },
            Cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        foreach ((int turn, double[] forecasts) in together.SelectMany(forecasts => forecasts.Index())) AssertSame(alone[turn % alone.Length], forecasts);
        AssertSame(files, model.ToFiles());
    }

    /// <summary>A row is forecast from itself and its history: by itself as among others, but for the order in which a matrix product of another size sums.</summary>
    [Fact]
    public void Predict_RowsOneByOne_ForecastsTheSame()
    {
        using IModel model = TrainTiny();
        double[] all = PredictFresh(model, Signal.Value, PlantedData.Direction);

        for (int i = 0; i < 70; i++)
        {
            int row = PlantedData.Fresh.First + i;
            Assert.Equal(all[i], Assert.Single(Predict(model, Signal.Value.Features, new RowRange(row, row + 1), PlantedData.Direction)), 1e-6);
        }
    }

    [Fact]
    public void Predict_NoRows_WritesNothing()
    {
        using IModel model = TrainTiny();

        Assert.Empty(Predict(model, Signal.Value.Features, new RowRange(PlantedData.Fresh.First, PlantedData.Fresh.First), PlantedData.Direction));
    }

    [Fact]
    public void Dispose_Twice_IsFineAndUseIsRefused()
    {
        IModel model = TrainTiny();
        model.Dispose();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => PredictFresh(model, Signal.Value, PlantedData.Direction));
        Assert.Throws<ObjectDisposedException>(model.ToFiles);
    }

    private ModelContext Context() => new()
    {
        FeatureSystem = FeatureSystems.Poc16,
        Timeframe = Timeframe.H1,
        Scaler = Scalers.None.Fit(Signal.Value.Features, PlantedData.Fit),
        HyperParameters = Subject.Options,
        Seed = 1,
        Threads = Subject.Threads,
        DataHash = new string('0', 64),
        CodeVersion = "0.1.0",
        Created = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
    };
}
