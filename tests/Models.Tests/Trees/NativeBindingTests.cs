using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.Trees;

/// <summary>What a host sees of a library that is not there: the model types that stand on it say so, all others train.</summary>
public sealed class NativeBindingTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public static TheoryData<string, string> TypesOnLibraries => new()
    {
        { "lightgbm", NativeLibraryNames.LightGbm },
        { "random_forest", NativeLibraryNames.LightGbm },
        { "xgboost", NativeLibraryNames.XgBoost },
        { "gradient_boosting", NativeLibraryNames.XgBoost },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(TypesOnLibraries))]
    public void Train_LibraryIsMissing_NamesTypeAndLibraryAndWhatToDo(string type, string library)
    {
        ModelTypes types = Types(library, "gone.so");

        string message = Assert.Throws<ServerlessTrainingException>(() => Train(types, type)).Message;

        Assert.Equal(
            $"The model type '{type}' needs the native library '{library}', which cannot be used: '{Path.Combine(folder.Path, "gone.so")}' is missing. "
            + $"Run ./run or ./test once more: set-up brings it back. Where ST_{library.ToUpperInvariant()} names a library, set-up takes that one.",
            message);
    }

    [Theory]
    [MemberData(nameof(TypesOnLibraries))]
    public void Train_AnotherLibrary_SaysWhichFunctionIsMissing(string type, string library)
    {
        string blas = NativeLibraryManifest.Read(TreeLibraries.Natives.ManifestPath!).Entries.Single(entry => entry.Name == NativeLibraryNames.Blas).File;
        ModelTypes types = Types(library, blas);

        string message = Assert.Throws<ServerlessTrainingException>(() => Train(types, type)).Message;

        Assert.StartsWith(
            $"The model type '{type}' needs the native library '{library}', which cannot be used: '{blas}' loads, but has no function '", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NothingIsInstalled_NamesTypeAndLibrary()
    {
        using IModel model = Train(TreeLibraries.Trainers, "xgboost");

        string message = Assert.Throws<ServerlessTrainingException>(() => ModelTypes.BuiltIn(new NativeLibraryOptions()).Find("xgboost").Load(model.Save())).Message;

        Assert.Contains(
            "The model type 'xgboost' needs the native library 'xgboost', which cannot be used: not installed on this machine: set-up (./run or ./test) never ran on it.",
            message,
            StringComparison.Ordinal);
    }

    /// <summary>A model of LightGBM is read and walked without it: whoever only forecasts need not have it.</summary>
    [Theory]
    [InlineData("lightgbm")]
    [InlineData("random_forest")]
    public void Load_LightGbmIsNotInstalled_ForecastsAllTheSame(string type)
    {
        PlantedRows rows = new();
        using IModel model = TreeTraining.Train(type, rows.Request("""{"num_iterations": 5}"""));

        using IModel loaded = ModelTypes.BuiltIn(new NativeLibraryOptions()).Find(type).Load(model.Save());

        Assert.Equal(model.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up), loaded.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up));
    }

    [Theory]
    [InlineData("linear_regression", "{}")]
    [InlineData("ridge", "{}")]
    [InlineData("lasso", "{}")]
    [InlineData("elasticnet", "{}")]
    [InlineData("lstm2head", """{"hidden": 16, "sequence_length": 2, "epochs": 1}""")]
    public void Train_NothingIsInstalled_IsNothingToTheOthers(string type, string options)
    {
        using IModel model = Train(ModelTypes.BuiltIn(new NativeLibraryOptions()), type, options);

        Assert.Equal(type, model.ModelType);
    }

    /// <summary>A host that lives on gets what set-up brings back.</summary>
    [Fact]
    public void Train_LibraryComesLater_IsFound()
    {
        ModelTypes types = Types(NativeLibraryNames.LightGbm, "gone.so");
        Assert.Throws<ServerlessTrainingException>(() => Train(types, "lightgbm"));
        Write(NativeLibraryNames.LightGbm, NativeLibraryManifest.Read(TreeLibraries.Natives.ManifestPath!).Entries.Single(entry => entry.Name == NativeLibraryNames.LightGbm).File);

        using IModel model = Train(types, "lightgbm");

        Assert.Equal("lightgbm", model.ModelType);
    }

    [Theory]
    [MemberData(nameof(TypesOnLibraries))]
    public void Train_FirstOnSeveralThreadsAtOnce_Trains(string type, string library)
    {
        ModelTypes types = ModelTypes.BuiltIn(TreeLibraries.Natives);
        string[] files = new string[4];

        Parallel.For(0, files.Length, i =>
        {
            using IModel model = Train(types, type);
            files[i] = Convert.ToHexString(model.ToFiles().Single().Value);
        });

        Assert.True(files.Distinct().Count() == 1, $"the same model from every thread, whoever loads {library} first");
    }

    private static IModel Train(ModelTypes types, string type, string options = """{"n_estimators": 2}""") =>
        types.Find(type).Train(new PlantedRows().Request(options), null, TestContext.Current.CancellationToken);

    private ModelTypes Types(string library, string file) => ModelTypes.BuiltIn(new NativeLibraryOptions { ManifestPath = Write(library, file) });

    private string Write(string library, string file) => folder.Write("manifest.json", JsonSerializer.Serialize(new[] { new { name = library, file, source = "built" } }));
}
