using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Tests.Trees;

public sealed class TreeModelTests
{
    private const string Small = """{"n_estimators": 15}""";

    public static TheoryData<string> All => TreeTrainerTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Load_SavedModel_PredictsTheSameBits(string type)
    {
        PlantedRows rows = new();
        using IModel model = TreeTraining.Train(type, rows.Request(Small, tune: true, PlantedRows.Up, PlantedRows.Move));

        using IModel loaded = TreeLibraries.Trainers.Find(type).Load(model.Save());

        Assert.Equal((type, 0), (loaded.ModelType, loaded.History));
        Assert.Same(model.Report, loaded.Report);
        foreach (Target target in model.Targets)
        {
            Assert.Equal(model.Predict(rows.Features, PlantedRows.TestRows, target), loaded.Predict(rows.Features, PlantedRows.TestRows, target));
        }

        Assert.Equal(model.ToFiles().Select(file => Convert.ToHexString(file.Value)), loaded.ToFiles().Select(file => Convert.ToHexString(file.Value)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_ManyRowsAtOnceAndOneByOne_Agree(string type)
    {
        PlantedRows rows = new(rows: 6000);
        FeatureMatrix features = rows.Features;
        using IModel model = TreeTraining.Train(type, rows.Request(Small));

        double[] together = model.Predict(features, new RowRange(PlantedRows.WarmUp, 6000), PlantedRows.Up);

        foreach (int row in (int[])[PlantedRows.WarmUp, 4095, 4096, 4100, 4101, 4102, 5999])
        {
            Assert.Equal(together[row - PlantedRows.WarmUp], model.Predict(features, new RowRange(row, row + 1), PlantedRows.Up).Single());
        }

        Assert.Empty(model.Predict(features, new RowRange(10, 10), PlantedRows.Up));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_SeveralThreadsAtOnce_AsOne(string type)
    {
        PlantedRows rows = new();
        FeatureMatrix features = rows.Features;
        using IModel trained = TreeTraining.Train(type, rows.Request(Small));
        double[] expected = trained.Predict(features, PlantedRows.TestRows, PlantedRows.Up);
        using IModel model = TreeLibraries.Trainers.Find(type).Load(trained.Save());

        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Assert.Equal(expected, model.Predict(features, PlantedRows.TestRows, PlantedRows.Up)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_OtherFeatures_AreRefused(string type)
    {
        PlantedRows rows = new();
        using IModel model = TreeTraining.Train(type, rows.Request(Small));
        FeatureMatrix other = new(["a", "b", "signal", "helper", "c", "d"], [.. rows.Values], PlantedRows.WarmUp);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => model.Predict(other, PlantedRows.TestRows, PlantedRows.Up));

        Assert.Contains("they are the same in another order", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_DisposedModel_IsRefused(string type)
    {
        PlantedRows rows = new();
        IModel model = TreeTraining.Train(type, rows.Request(Small));
        model.Dispose();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Dispose_WhileOthersPredict_EndsThemCleanly(string type)
    {
        PlantedRows rows = new();
        FeatureMatrix features = rows.Features;
        using IModel kept = TreeTraining.Train(type, rows.Request(Small));
        double[] expected = kept.Predict(features, PlantedRows.TestRows, PlantedRows.Up);
        using IModel model = TreeLibraries.Trainers.Find(type).Load(kept.Save());
        using SemaphoreSlim started = new(0);
        Task predicting = Task.Run(
            () =>
            {
                while (true)
                {
                    Assert.Equal(expected, model.Predict(features, PlantedRows.TestRows, PlantedRows.Up));
                    started.Release();
                }
            },
            TestContext.Current.CancellationToken);

        await started.WaitAsync(TestContext.Current.CancellationToken);
        model.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => predicting);
    }

    [Theory]
    [InlineData("lightgbm", "txt", "This is not a whole LightGBM model: ")]
    [InlineData("random_forest", "txt", "This is not a whole LightGBM model: ")]
    [InlineData("xgboost", "json", "This is not a whole XGBoost model: ")]
    [InlineData("gradient_boosting", "json", "This is not a whole XGBoost model: ")]
    public void Load_FileThatIsNoModel_TellsWhatIsWrongWithIt(string type, string extension, string error)
    {
        Dictionary<string, byte[]> files = new() { [$"direction_h3.{extension}"] = Encoding.UTF8.GetBytes("""{"no": "model"}""") };
        SavedModel saved = new(["a"], [PlantedRows.Up], TrainingReport.Empty, files);

        ServerlessTrainingException thrown = Assert.Throws<ServerlessTrainingException>(() => TreeLibraries.Trainers.Find(type).Load(saved));

        string start = $"The file 'direction_h3.{extension}' of this {type} model cannot be read: {error}";
        Assert.StartsWith(start, thrown.Message, StringComparison.Ordinal);
        Assert.True(thrown.Message.Length > start.Length + 10, thrown.Message);
        Assert.DoesNotContain("\n", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Load_FileOfOtherFeatures_IsRefused(string type)
    {
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request(Small));
        SavedModel saved = model.Save() with { FeatureNames = ["a", "b"] };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => TreeLibraries.Trainers.Find(type).Load(saved));

        Assert.EndsWith($"of this {type} model was trained on 6 features, but its manifest lists 2: they do not belong together.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileMissing_SaysWhichAreThere()
    {
        using IModel model = TreeTraining.Train("lightgbm", new PlantedRows().Request(Small));
        SavedModel saved = model.Save() with { Targets = [PlantedRows.Up, PlantedRows.Move] };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => TreeLibraries.Trainers.Find("lightgbm").Load(saved));

        Assert.Equal("This lightgbm model has no file 'return_h1.txt' for return_h1. It has direction_h3.txt.", error.Message);
    }
}
