using System.Reflection;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Tests.Contract;
using ServerlessTraining.Models.Tests.OwnModel;
using ServerlessTraining.Models.Tests.Trees;

namespace ServerlessTraining.Models.Tests;

public sealed class ModelTypesTests
{
    private static readonly string[] Nine =
    [
        "random_forest", "gradient_boosting", "xgboost", "lightgbm", "linear_regression", "ridge", "lasso", "elasticnet", "lstm2head",
    ];

    public static TheoryData<string> Names => [.. Nine];

    [Fact]
    public void BuiltIn_Names_AreTheNine() => Assert.Equal(Nine, ModelTypes.BuiltIn(TreeLibraries.Natives).Names);

    [Fact]
    public void BuiltIn_Names_HaveAWordInPresetNames() =>
        Assert.Equal(Nine.Order(StringComparer.Ordinal), ArchitectureNames.Default.ModelTypes.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void BuiltIn_EveryType_TrainsUnderItsName(string type)
    {
        PlantedData data = PlantedData.WithSignal(1);
        TrainingRequest request = new()
        {
            Fit = data.Samples(PlantedData.Fit),
            Targets = [PlantedData.Direction, PlantedData.Return],
            Options = BuiltInModels.Of(type).TinyOptions,
        };

        using IModel model = ModelTypes.BuiltIn(TreeLibraries.Natives).Find(type).Train(request, null, TestContext.Current.CancellationToken);

        Assert.Equal(type, model.ModelType);
        Assert.Equal(request.Targets, model.Targets);
    }

    /// <summary>A type that is added and forgotten here would be under no law at all.</summary>
    [Theory]
    [InlineData(typeof(ModelContract))]
    [InlineData(typeof(ModelMemoryContract))]
    public void BuiltIn_EveryType_IsUnderTheContract(Type contract)
    {
        PropertyInfo subject = contract.GetProperty("Subject", BindingFlags.Instance | BindingFlags.NonPublic)!;

        IEnumerable<string> types = typeof(ModelTypesTests).Assembly.GetTypes()
            .Where(contract.IsAssignableFrom)
            .Where(type => !type.IsAbstract)
            .Select(type => ((ModelUnderTest)subject.GetValue(Activator.CreateInstance(type))!).Trainer.ModelType);

        Assert.Equal(Nine.Append(StumpTrainer.Name).Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void With_NameThatIsThere_IsRefused()
    {
        ModelTypes types = ModelTypes.BuiltIn(new NativeLibraryOptions()).With(new StumpTrainer());

        string message = Assert.Throws<ServerlessTrainingException>(() => types.With(new StumpTrainer())).Message;

        Assert.Equal($"Two trainers have the model type 'stump': {typeof(StumpTrainer)} and {typeof(StumpTrainer)}. Rename one.", message);
    }

    [Fact]
    public void With_OwnType_LeavesTheOthersAsTheyWere()
    {
        ModelTypes builtIn = ModelTypes.BuiltIn(new NativeLibraryOptions());

        ModelTypes types = builtIn.With(new StumpTrainer());

        Assert.Equal(Nine, builtIn.Names);
        Assert.Equal([.. Nine, StumpTrainer.Name], types.Names);
        Assert.All(Nine, name => Assert.Same(builtIn.Find(name), types.Find(name)));
    }

    [Fact]
    public void Find_UnknownName_ListsThoseThereAre()
    {
        string message = Assert.Throws<ServerlessTrainingException>(() => ModelTypes.BuiltIn(new NativeLibraryOptions()).Find("ligthgbm")).Message;

        Assert.Equal($"'ligthgbm' is not a model type. The model types are {string.Join(", ", Nine)}.", message);
    }
}
