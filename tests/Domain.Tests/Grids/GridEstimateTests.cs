using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class GridEstimateTests
{
    private static readonly TrainingCosts Costs = new()
    {
        SecondsAFold = new Dictionary<string, double> { ["ridge"] = 0.5, ["lightgbm"] = 12 },
        GpuModels = new HashSet<string> { "lightgbm" },
        PriceACpuHour = 0.36m,
        PriceAGpuHour = 3.6m,
        Currency = "EUR",
        Trainers = 2,
    };

    [Fact]
    public void Of_KnownCosts_CountsSharedModelsSeedsAndFolds()
    {
        GridEstimate estimate = Estimate(Costs, 5, ("horizons", "[3, 6]"), ("seeds", "[1, 2]"));

        // 2 models x 2 symbols x 2 days = 8 families of horizons 3 and 6, each with a shared model of horizon 1.
        Assert.Equal((16, 8, 5, 2, 240L), (estimate.Configurations, estimate.SharedOnly, estimate.Folds, estimate.Seeds, estimate.FoldTrainings));
        Assert.Equal(["ridge 120 60", "lightgbm 120 1440"], estimate.Models.Select(m => $"{m.Model} {m.FoldTrainings} {m.Seconds.Value}"));
        Assert.Equal(750, estimate.Seconds.Value);
        Assert.Equal((60 * 0.0001) + (1440 * 0.001), estimate.Cost.Value!.Value, 1e-12);
        Assert.Equal(
            "16 configurations + 8 shared models = 24 models x 5 folds x 2 seeds = 240 fold trainings, about 12 min 30 s on 2 trainers, about 1.45 EUR", estimate.ToString());
    }

    [Fact]
    public void ToString_NoSharedModels_LeavesThemOut() => Assert.Equal(
        "1 configuration x 1 fold = 1 fold training, about 12 s on 2 trainers, about 0.01 EUR",
        Estimate(Costs, 1, ("models", "\"lightgbm\""), ("symbols", "\"SPY\""), ("days", "90"), ("horizons", "1")).ToString());

    [Fact]
    public void Of_UnknownModel_SaysSoInsteadOfGuessing()
    {
        GridEstimate estimate = Estimate(Costs, 3, ("models", """["ridge", "lasso", "xgboost"]"""));

        const string Reason = "no seconds a fold are known for lasso; no seconds a fold are known for xgboost";
        Assert.Equal(Reason, estimate.Seconds.Reason);
        Assert.Equal(Reason, estimate.Cost.Reason);
        Assert.Equal(72, estimate.FoldTrainings);
        Assert.True(estimate.Models[0].Cost.IsDefined);
        Assert.EndsWith($", time not known ({Reason}), cost not known ({Reason})", estimate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_UnknownPrice_StillTellsTheTime()
    {
        GridEstimate estimate = Estimate(Costs with { PriceAGpuHour = null }, 3);

        Assert.Equal("no price of a GPU hour is known", estimate.Cost.Reason);
        Assert.True(estimate.Seconds.IsDefined);
    }

    [Fact]
    public void Seconds_MoreTrainersThanTrainings_AreThoseOfTheLongest() => Assert.Equal(12, Estimate(Costs with { Trainers = 1000 }, 1).Seconds.Value);

    [Fact]
    public void Of_NothingToTrain_IsNoTime()
    {
        GridExpansion expansion = GridDocuments.Expand(GridDocuments.Read(), "BTC", "ETH");

        GridEstimate estimate = GridEstimate.Of(SharedModelPlan.Of(expansion, GridDocuments.WhyTrained()), 3, Costs);

        Assert.Equal("0 configurations x 3 folds = 0 fold trainings, about 0 s on 2 trainers, about 0.00 EUR", estimate.ToString());
    }

    [Theory]
    [InlineData(60, "1 min 0 s")]
    [InlineData(3599.5, "1 h 0 min")]
    [InlineData(90_000, "1 d 1 h")]
    [InlineData(8.64e13, "1000000000 d 0 h")]
    public void ToString_LongTime_IsInTwoUnits(double seconds, string text)
    {
        TrainingCosts costs = Costs with { SecondsAFold = new Dictionary<string, double> { ["ridge"] = seconds }, Trainers = 1 };

        GridEstimate estimate = Estimate(costs, 1, ("models", "\"ridge\""), ("symbols", "\"SPY\""), ("days", "90"), ("horizons", "1"));

        Assert.Contains($"about {text} on 1 trainer,", estimate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WrongCosts_TellsAll()
    {
        TrainingCosts wrong = new()
        {
            SecondsAFold = new Dictionary<string, double> { ["ridge"] = 0, ["lasso"] = double.NaN },
            PriceACpuHour = -1,
            Currency = " ",
            Trainers = 0,
        };

        Assert.Equal(
            "The costs cannot be used: the seconds a fold of ridge are 0; more than 0 is needed, or no entry when they are not known; "
            + "the seconds a fold of lasso are NaN; more than 0 is needed, or no entry when they are not known; "
            + "the price of a CPU hour is -1; 0 or more is needed, or null when it is not known; the currency is empty; a name such as EUR is needed; "
            + "the trainers are 0; at least 1 is needed.",
            Assert.Throws<ServerlessTrainingException>(() => Estimate(wrong, 1)).Message);
    }

    [Fact]
    public void Of_NoFolds_IsRefused() =>
        Assert.Equal("The folds of a configuration are 0; at least 1 is needed.", Assert.Throws<ServerlessTrainingException>(() => Estimate(Costs, 0)).Message);

    private static GridEstimate Estimate(TrainingCosts costs, int folds, params (string Key, string Json)[] changes) =>
        GridEstimate.Of(SharedModelPlan.Of(GridDocuments.Expand(GridDocuments.Read(changes)), GridDocuments.WhyTrained()), folds, costs);
}
