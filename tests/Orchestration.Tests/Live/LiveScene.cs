using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Live;

/// <summary>Trained models as files, each trained once.</summary>
internal static class LiveScene
{
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> FirstFiles = new(() => Pack(TrainingScene.Ridge, seed: 7));
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> SecondFiles = new(() => Pack(TrainingScene.Ridge, seed: 8));

    /// <summary>A ridge on v1, trained on <see cref="TrainingScene.Market"/>.</summary>
    public static IReadOnlyDictionary<string, byte[]> First => FirstFiles.Value;

    /// <summary>The same of other bars.</summary>
    public static IReadOnlyDictionary<string, byte[]> Second => SecondFiles.Value;

    /// <summary>The first with one byte of the model itself changed.</summary>
    public static IReadOnlyDictionary<string, byte[]> Damaged()
    {
        Dictionary<string, byte[]> files = First.ToDictionary(file => file.Key, file => file.Value.ToArray());
        files[files.Keys.Single(name => name is not ("manifest.json" or "checksums.sha256"))][0] ^= 1;
        return files;
    }

    public static IReadOnlyDictionary<string, byte[]> Pack(TrainedFold trained) => Pack(trained.Model, trained.Recipe, trained.Scaler);

    /// <summary>A model that forecasts returns only.</summary>
    public static IReadOnlyDictionary<string, byte[]> PackWithoutDirection()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);
        FoldRecipe recipe = FoldRecipe.Of(work.Configuration, TrainingScene.Types);
        PreparedFold fold = PreparedFold.Of(work, recipe);
        TrainingRequest request = fold.Request([fold.Labels.Return], work.Configuration.HyperParameters, work.Seed, threads: 1);
        using IModel model = recipe.Trainer.Train(request, progress: null, TestContext.Current.CancellationToken);
        return Pack(model, recipe, fold.Scaler);
    }

    private static IReadOnlyDictionary<string, byte[]> Pack(string model, ulong seed)
    {
        using TrainedFold trained = TrainingScene.Train(TrainingScene.Case(model, TrainingScene.MarketOf("SYNTHUSDT", seed)), cancellation: CancellationToken.None);
        return Pack(trained);
    }

    private static IReadOnlyDictionary<string, byte[]> Pack(IModel model, FoldRecipe recipe, FittedScaler scaler) => ModelFile.Pack(model, new ModelContext
    {
        FeatureSystem = recipe.FeatureSystem,
        Timeframe = Timeframe.H1,
        FeatureOptions = recipe.FeatureOptions,
        Scaler = scaler,
        HyperParameters = HyperParameters.Parse("{}"),
        Seed = 1,
        Threads = 2,
        DataHash = new string('0', 64),
        CodeVersion = BuildInfo.Version,
        Created = DateTimeOffset.UnixEpoch,
    });
}
