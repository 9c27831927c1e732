using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Orchestration.Presets.Generation;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

public sealed class ReoptimizationSelectionTests
{
    private static readonly Dictionary<string, string> NoPlans = [];

    [Theory]
    [InlineData(true, 4, 85)]
    [InlineData(true, 2, 60)]
    [InlineData(false, 4, 380)]
    [InlineData(false, 1, 100)]
    public void TrialsOf_IsTheSumOfThePhases(bool isQuick, int phases, int trials) => Assert.Equal(trials, ReoptimizationSelection.TrialsOf(isQuick, phases));

    [Fact]
    public void Choose_StalestFirstAsLongAsTheBudgetLasts()
    {
        IReadOnlyList<ReoptimizationEntry> entries = ReoptimizationSelection.Choose(
            [Stale("Ridge", 1.1), Fresh("Lasso"), Stale("LightGBM", 3), Stale("XGBoost", 2)], NoPlans, budget: 170, isQuick: true);

        Assert.Equal(
            [("BTCUSDT_1h_v1_LightGBM_single_h1", true), ("BTCUSDT_1h_v1_XGBoost_single_h1", true), ("BTCUSDT_1h_v1_Ridge_single_h1", false)],
            entries.Select(entry => (entry.Name, entry.Chosen)));
        Assert.Equal("0 of 170 trials are left, and its search takes 85", entries[2].WhyNot);
        Assert.Equal(["expired: too old"], entries[0].Why);
    }

    [Fact]
    public void Choose_CheaperOneBehind_TakesWhatIsLeft()
    {
        ReoptimizationCandidate cheap = Stale("Ridge", 1.1);
        cheap = cheap with { Content = cheap.Content with { Search = new PresetSearch("study", 1, 20, 7, "roc_auc", 0.6, new Dictionary<string, double>(), "{}") } };

        IReadOnlyList<ReoptimizationEntry> entries = ReoptimizationSelection.Choose([Stale("LightGBM", 3), Stale("XGBoost", 2), cheap], NoPlans, budget: 110, isQuick: true);

        Assert.Equal([true, false, true], entries.Select(entry => entry.Chosen));
    }

    [Fact]
    public void Choose_OneThatIsOccupied_IsLeftAlone()
    {
        Dictionary<string, string> occupied = new() { ["BTCUSDT_1h_v1_LightGBM_single_h1"] = "plan 7 makes it already" };

        IReadOnlyList<ReoptimizationEntry> entries = ReoptimizationSelection.Choose([Stale("LightGBM", 3), Stale("XGBoost", 2)], occupied, budget: 85, isQuick: true);

        Assert.Equal([(false, "plan 7 makes it already"), (true, null)], entries.Select(entry => (entry.Chosen, entry.WhyNot)));
    }

    [Fact]
    public void RequestOf_AsksForTheSameAgainAndPublishesOnlyWhatIsBetter()
    {
        ReoptimizationCandidate one = Stale("LightGBM", 3);
        one = one with
        {
            Content = one.Content with
            {
                HyperParameters = """{"num_leaves":31}""",
                Search = new PresetSearch("study", 3, 70, 7, "log_loss", 0.6, new Dictionary<string, double>(), """{"num_leaves":{"high":128,"low":8}}"""),
            },
        };

        GenerateRequest request = ReoptimizationSelection.RequestOf([one], isQuick: true);

        PlanItem item = Assert.Single(request.Plan!);
        Assert.Equal((true, true, PublishRule.WhenBetter), (request.Quick, request.Force, request.Publish));
        Assert.Equal(("BTCUSDT", "1h", "v1", "lightgbm"), (item.Symbol, item.Timeframe, item.Features, item.Model));
        Assert.Equal((PublishRule.WhenBetter, true, 90, "quick", 3, 7, "log_loss"), (item.Publish, item.Force, item.Days, item.Folds, item.Phases, item.Seed, item.Objective));
        Assert.Equal("""{"num_leaves":31}""", Assert.Single(item.First!).GetRawText());
        Assert.Equal("""{"num_leaves":{"high":128,"low":8}}""", item.Space!.Value.GetRawText());
    }

    private static ReoptimizationCandidate Stale(string architecture, double staleness) => Of(architecture, staleness, [PresetStaleReason.Expired]);

    private static ReoptimizationCandidate Fresh(string architecture) => Of(architecture, 0, []);

    private static ReoptimizationCandidate Of(string architecture, double staleness, IReadOnlyList<PresetStaleReason> reasons) => new(
        new PresetFreshnessView($"BTCUSDT_1h_v1_{architecture}_single_h1", 1, default, reasons.Count == 0, reasons, ["expired: too old", "drift: none", "performance: good"])
        {
            Drift = DriftReport.Not("not asked"),
            ScoreThen = MetricValue.Of(0.6),
            ScoreNow = MetricValue.Of(0.6),
            Staleness = staleness,
        },
        new PresetContent
        {
            Dataset = new PresetDataset("bars", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(400), 9600),
            Features = new PresetFeatures("v1", "1", "absolute", []),
            Model = new PresetModel(ArchitectureNames.Default.ModelTypeOf(architecture), architecture),
            Horizons = [1],
            HyperParameters = "{}",
            ValidationMetrics = new Dictionary<string, double?>(),
            Training = new PresetTraining(90, "quick", null, 1, 7),
            Status = PresetStatus.Published,
        });
}
