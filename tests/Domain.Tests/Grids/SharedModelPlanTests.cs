using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class SharedModelPlanTests
{
    private static readonly string[] TrainedParts = ["\"horizon\":12", "\"horizon\":1,", "\"days\":90", "\"ridge\""];

    [Fact]
    public void NeededBy_Configuration_IsItsHorizonsUpToItsOwnAndOne()
    {
        TrainingConfiguration six = GridDocuments.Expand(GridDocuments.Read(("horizons", "6"))).ToTrain[0];

        IReadOnlyList<TrainingConfiguration> needed = SharedModelPlan.NeededBy(six, [12, 6, 3, 3]);

        Assert.Equal([1, 3, 6], needed.Select(model => model.Horizon));
        Assert.All(needed, model => Assert.Equal(six, model.WithHorizon(6)));
    }

    [Fact]
    public void Of_GridWithoutHorizonOne_AddsOneSharedModelAFamily()
    {
        SharedModelPlan plan = Plan(GridDocuments.Read(("horizons", "[3, 6]")));

        Assert.Equal(8, plan.SharedOnly.Count);
        Assert.All(plan.SharedOnly, model => Assert.Equal(1, model.Horizon));
        Assert.Equal(24, plan.Models.Count());
    }

    [Fact]
    public void Of_SharedModelThatIsTrained_UsesIt()
    {
        const string TrainedPart = "\"horizon\":1,\"hyper_parameters\":{},\"indicator_timeframes\":[],\"model\":\"ridge\"";

        Assert.Equal(["lightgbm"], Plan(GridDocuments.Read(("horizons", "3")), TrainedPart).SharedOnly.Select(model => model.Model).Distinct());
    }

    [Fact]
    public void Of_GridThatDoesNotSkip_TrainsSharedModelsAgain() =>
        Assert.Equal(8, Plan(GridDocuments.Read(("horizons", "3"), ("skip_already_trained", "false")), "\"horizon\":1").SharedOnly.Count);

    [Fact]
    public void Of_FamilyThatIsAllTrained_NeedsNothing() => Assert.Empty(Plan(GridDocuments.Read(("horizons", "[3, 6]")), "\"horizon\":3", "\"horizon\":6").Models);

    /// <summary>Against the definition: all that the configurations to train need, each once, less what is trained.</summary>
    [Fact]
    public void Models_OfAnyGrid_AreTheUnionOfAllThatIsNeeded() => Property.Holds(random =>
    {
        string[] trained = [.. TrainedParts.Where(_ => random.Next(3) == 0)];
        TrainingGrid grid = GridDocuments.Read(GridDocuments.Random(random));
        GridExpansion expansion = GridDocuments.Expand(grid, trained);
        Func<TrainingConfiguration, string?> whyTrained = GridDocuments.WhyTrained(trained);
        HashSet<string> expected = [];
        foreach (TrainingConfiguration configuration in expansion.ToTrain)
        {
            foreach (int horizon in grid.Horizons.Append(1).Where(horizon => horizon <= configuration.Horizon))
            {
                TrainingConfiguration model = configuration.WithHorizon(horizon);
                if (!grid.SkipAlreadyTrained || whyTrained(model) is null) expected.Add(model.CanonicalText);
            }
        }

        string[] planned = [.. SharedModelPlan.Of(expansion, whyTrained).Models.Select(model => model.CanonicalText)];

        Assert.Equal(expected.Order(StringComparer.Ordinal), planned.Order(StringComparer.Ordinal));
    });

    private static SharedModelPlan Plan(TrainingGrid grid, params string[] trained) => SharedModelPlan.Of(GridDocuments.Expand(grid, trained), GridDocuments.WhyTrained(trained));
}
