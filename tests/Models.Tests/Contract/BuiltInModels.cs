using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Tests.Trees;

namespace ServerlessTraining.Models.Tests.Contract;

/// <summary>The model types that come with the product, as the contract suites see them.</summary>
internal static class BuiltInModels
{
    private static readonly ModelUnderTest[] All =
    [
        Boosted("lightgbm"),
        Boosted("xgboost"),
        Boosted("gradient_boosting"),
        Boosted("random_forest") with { SeedMatters = true },
        new ModelUnderTest { Trainer = TreeLibraries.Trainers.Find("linear_regression") },
        new ModelUnderTest { Trainer = TreeLibraries.Trainers.Find("ridge") },
        new ModelUnderTest { Trainer = TreeLibraries.Trainers.Find("lasso") },
        new ModelUnderTest { Trainer = TreeLibraries.Trainers.Find("elasticnet") },
        new ModelUnderTest
        {
            // Without a BLAS, so that every machine computes the same.
            Trainer = new Lstm2HeadTrainer(new NativeLibraryOptions()),
            Options = HyperParameters.Parse("""{"hidden": 16, "sequence_length": 4, "batch_size": 64, "epochs": 12, "learning_rate": 0.01, "dropout": 0}"""),
            TinyOptions = HyperParameters.Parse("""{"hidden": 16, "sequence_length": 2, "epochs": 2}"""),
            SeedMatters = true,
        },
    ];

    public static ModelUnderTest Of(string modelType) => All.Single(one => one.Trainer.ModelType == modelType);

    private static ModelUnderTest Boosted(string modelType) => new()
    {
        Trainer = TreeLibraries.Trainers.Find(modelType),
        Options = HyperParameters.Parse("""{"n_estimators": 60}"""),
        TinyOptions = HyperParameters.Parse("""{"n_estimators": 2}"""),
    };
}
