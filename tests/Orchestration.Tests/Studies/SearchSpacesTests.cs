using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;
using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.XgBoost;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Orchestration.Tests.Studies;

/// <summary>What is searched is what the model types take.</summary>
public sealed class SearchSpacesTests
{
    private const int RandomPoints = 100;

    /// <summary>What says whether a model type takes hyper-parameters. Linear models read their options where they train; the reader itself is their project's.</summary>
    private static readonly Dictionary<string, Func<HyperParameters, object>> Readers = new(StringComparer.Ordinal)
    {
        ["lightgbm"] = LightGbmOptions.Read,
        ["random_forest"] = RandomForestOptions.Read,
        ["xgboost"] = XgBoostOptions.Read,
        ["gradient_boosting"] = GradientBoostingOptions.Read,
        ["lstm2head"] = Lstm2HeadOptions.Read,
    };

    public static TheoryData<string> Models => [.. TrainingScene.Types.Names];

    [Fact]
    public void Models_AreThoseOfTheProduct() => Assert.Equal(TrainingScene.Types.Names.Order(StringComparer.Ordinal), SearchSpaces.Models.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Models))]
    public void Of_CornersAndRandomPoints_AreTakenByTheModelType(string model)
    {
        SearchSpace space = SearchSpaces.Of(model);
        foreach (SearchPoint point in Corners(space).Concat(Drawn(space)).Append(SearchSpaces.DefaultOf(model)))
        {
            space.Check(point);
            Take(model, HyperParameters.Parse(SearchSpaceText.PointText(space, point)));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void DefaultsOf_IsAListOfTheDefaultPointAsTheSpaceReadsIt(string model)
    {
        SearchSpace space = SearchSpaceText.Parse(SearchSpaces.TextOf(model), "the space");
        string list = SearchSpaces.DefaultsOf(model);

        Assert.Equal(SearchSpaces.DefaultOf(model), SearchSpaceText.ReadPoint(space, list[1..^1]));
    }

    /// <summary>Options that the space fixes, and penalties whose 0 has no place on a logarithmic scale, are the exceptions.</summary>
    [Theory]
    [InlineData("lightgbm", "NumIterations EarlyStoppingRound BaggingFreq LambdaL1 LambdaL2")]
    [InlineData("xgboost", "Estimators EarlyStoppingRounds RegAlpha")]
    [InlineData("gradient_boosting", "Estimators EarlyStoppingRounds RegLambda")]
    [InlineData("random_forest", "LambdaL2")]
    [InlineData("lstm2head", "")]
    public void DefaultOf_Options_AreThoseOfTheModelTypeButForTheExceptions(string model, string exceptions)
    {
        HyperParameters point = HyperParameters.Parse(SearchSpaceText.PointText(SearchSpaces.Of(model), SearchSpaces.DefaultOf(model)));
        object ours = Readers[model](point);
        object usual = Readers[model](HyperParameters.None);

        string[] different = [.. usual.GetType().GetProperties().Where(one => !Equals(one.GetValue(ours), one.GetValue(usual))).Select(one => one.Name)];

        Assert.Equal(exceptions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), different.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_UnknownModel_SaysWhichThereAre()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SearchSpaces.Of("prophet"));

        Assert.StartsWith("There is no search space for 'prophet'. There is one for lightgbm, xgboost, ", error.Message, StringComparison.Ordinal);
    }

    private static void Take(string model, HyperParameters options)
    {
        if (Readers.TryGetValue(model, out Func<HyperParameters, object>? read)) read(options);
        else Train(model, options);
    }

    /// <summary>On two features and a few rows, which a linear model learns at once.</summary>
    private static void Train(string model, HyperParameters options)
    {
        using IModel trained = TrainingScene.Types.Find(model).Train(TinySamples.Request(options));
        Assert.Equal(model, trained.ModelType);
    }

    /// <summary>Each parameter at both ends.</summary>
    private static IEnumerable<SearchPoint> Corners(SearchSpace space)
    {
        int count = space.Parameters.Count;
        for (int corner = 0; corner < 1 << count; corner++)
        {
            yield return space.FromShares([.. Enumerable.Range(0, count).Select(i => (corner >> i & 1) == 0 ? 0 : Math.BitDecrement(1.0))]);
        }
    }

    private static IEnumerable<SearchPoint> Drawn(SearchSpace space)
    {
        SeededRandom random = new(3);
        for (int i = 0; i < RandomPoints; i++) yield return space.FromShares([.. space.Parameters.Select(_ => random.NextDouble())]);
    }
}
