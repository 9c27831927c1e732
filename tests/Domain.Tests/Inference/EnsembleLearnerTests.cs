using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class EnsembleLearnerTests
{
    private const int Horizon = 2;
    private const int Reach = Horizon + 1;
    private static readonly BarSeries Bars = RandomMarket.Walk(new SeededRandom(11), 500);
    private static readonly PredictionWindow[] Windows = [new("one", 100, 150, 10, 45), new("two", 250, 200)];
    private static readonly int Rows = Windows.Sum(window => window.Rows);

    [Fact]
    public void Learn_Weighted_WeighsByTheInverseSquaredError()
    {
        // Errors of 0.01 and 0.02 on every row.
        IReadOnlyList<WindowWeights> weights = Learn(EnsembleMethod.Weighted, Returns("a", outcome => outcome + 0.01), Returns("b", outcome => outcome - 0.02));

        Assert.Equal(4, weights[1].Weights[0] / weights[1].Weights[1], 1e-6);
        Assert.Null(weights[1].Fallback);
    }

    [Fact]
    public void Learn_Variance_WeighsByTheInverseVarianceAndLeavesAConstantOut()
    {
        IReadOnlyList<WindowWeights> weights = Learn(
            EnsembleMethod.Variance, Returns("a", outcome => outcome), Returns("b", outcome => 0.3 + (2 * outcome)), Returns("c", _ => 0.01));

        Assert.Equal(4, weights[1].Weights[0] / weights[1].Weights[1], 1e-9);
        Assert.Equal(0, weights[1].Weights[2]);
    }

    [Fact]
    public void Learn_StackOfReturns_FindsTheMemberThatKnowsAndTurnsTheOneThatIsWrong()
    {
        SeededRandom random = new(3);
        double[] noise = [.. Enumerable.Range(0, Rows).Select(_ => 0.01 * random.NextGaussian())];
        int row = 0;

        WindowWeights weights = Learn(EnsembleMethod.Stacking, Returns("inverted", outcome => 0.05 - (2 * outcome)), Returns("noise", _ => noise[row++]))[1];

        // Alone the coefficient would be -1 / 2 / (1 + 0.1).
        Assert.Equal(-0.5 / 1.1, weights.Weights[0], 0.02);
        Assert.InRange(weights.Weights[1], -0.05, 0.05);
        Assert.True(weights.IsStack);
    }

    [Fact]
    public void Learn_StackOfProbabilities_RanksAKnowingMemberAboveAnInvertedOne()
    {
        WindowWeights weights = Learn(EnsembleMethod.Stacking, Probabilities("knows", outcome => outcome > 0 ? 0.7 : 0.4), Probabilities("coin", _ => 0.5))[1];

        Assert.True(weights.Weights[0] > 1);
        Assert.Equal(0, weights.Weights[1]);
    }

    [Fact]
    public void Learn_FewEarlierRows_TakesTheMeanAndSaysSo()
    {
        WindowWeights weights = Learn(EnsembleMethod.Stacking, Returns("a", outcome => outcome))[0];

        Assert.Equal("fewer than 50 earlier rows with a forecast and a known outcome", weights.Fallback);
        Assert.Equal([1.0], weights.Weights);
        Assert.Equal(0, weights.LearningRows);
    }

    [Fact]
    public void Learn_OutcomesOfOneDirection_TakesTheMeanAndSaysSo()
    {
        BarSeries rising = HandMarket.Bars([.. Enumerable.Range(0, 500).Select(i => (100.0 + i, 101.0 + i))]);
        PredictionSet predictions = Set(Probabilities("a", _ => 0.6));

        Assert.Equal(
            "all earlier outcomes have one direction", EnsembleLearner.Learn(rising, predictions, PredictionMethod.Direct, EnsembleMethod.Stacking)[1].Fallback);
    }

    [Theory]
    [InlineData(51, 0)]
    [InlineData(52, 50)]
    public void Learn_TuneRows_AreUsedAsFarAsTheirOutcomeIsKnownAtTheFirstDecision(int tuneRows, int expected)
    {
        // The last tune row stands directly before the first report row: the outcomes of the last two are known only after it.
        PredictionWindow[] windows = [new("one", 100, 10, 100 - tuneRows, tuneRows)];
        double[] forecasts = [.. Enumerable.Range(0, tuneRows + 10).Select(i => 0.001 * i)];
        PredictionSet predictions = new(
            Horizon, windows, MethodPredictions.Of(new MemberPredictions("a", "m", Horizon, null, forecasts)), MethodPredictions.Absent("no"), MethodPredictions.Absent("no"));

        IReadOnlyList<WindowWeights> weights = EnsembleLearner.Learn(Bars, predictions, PredictionMethod.Direct, EnsembleMethod.Weighted);

        Assert.Equal(expected, weights[0].LearningRows);
        Assert.Equal(expected == 0, weights[0].Fallback is not null);
    }

    [Fact]
    public void Learn_MemberWithoutEarlierForecasts_GetsNoWeight()
    {
        double[] late = [.. Enumerable.Range(0, Rows).Select(row => row < 195 ? double.NaN : 0.01)];

        WindowWeights weights = Learn(EnsembleMethod.Weighted, Returns("a", outcome => outcome / 2), new MemberPredictions("late", "m", Horizon, null, late))[1];

        Assert.True(weights.Weights[0] > 0);
        Assert.Equal(0, weights.Weights[1]);
    }

    [Theory]
    [InlineData(EnsembleMethod.Weighted)]
    [InlineData(EnsembleMethod.Stacking)]
    [InlineData(EnsembleMethod.Variance)]
    public void Learn_LaterWindowsAltered_KeepsTheWeightsOfEarlierOnes(EnsembleMethod ensemble)
    {
        foreach (bool returns in new[] { true, false })
        {
            Scene scene = Scene.Random(new SeededRandom(Property.Seed).Fork(9), returns);
            for (int window = 1; window < scene.Predictions.Windows.Count; window++)
            {
                // Prices, and with them outcomes, and forecasts from behind the window's first decision on: also those inside the window itself.
                Scene altered = scene.PoisonedAfter(scene.Predictions.Windows[window].FirstBar);
                IReadOnlyList<WindowWeights> before = EnsembleLearner.Learn(scene.Bars, scene.Predictions, PredictionMethod.DirectMulti, ensemble);
                IReadOnlyList<WindowWeights> after = EnsembleLearner.Learn(altered.Bars, altered.Predictions, PredictionMethod.DirectMulti, ensemble);

                for (int earlier = 0; earlier <= window; earlier++) Assert.Equal(before[earlier].Weights, after[earlier].Weights);
                if (window + 1 < before.Count) Assert.NotEqual(before[window + 1].Weights, after[window + 1].Weights);
            }
        }
    }

    [Fact]
    public void Learn_AbsentMethod_SaysWhy() => Assert.Equal(
        "The method recursive has no weights: no return head.",
        Assert.Throws<ServerlessTrainingException>(() => EnsembleLearner.Learn(Bars, Set(Returns("a", _ => 0)), PredictionMethod.Recursive, EnsembleMethod.Mean)).Message);

    [Fact]
    public void Learn_WindowsBehindTheBars_SaysSo() => Assert.Equal(
        "No weights can be learned on TESTUSDT 1h: the last window ends at bar 449, but the series ends at bar 439.",
        Assert.Throws<ServerlessTrainingException>(
            () => EnsembleLearner.Learn(Bars.Slice(0, 440), Set(Returns("a", _ => 0)), PredictionMethod.Direct, EnsembleMethod.Mean)).Message);

    private static IReadOnlyList<WindowWeights> Learn(EnsembleMethod ensemble, params MemberPredictions[] members) =>
        EnsembleLearner.Learn(Bars, Set(members), PredictionMethod.Direct, ensemble);

    private static PredictionSet Set(params MemberPredictions[] members) =>
        new(Horizon, Windows, MethodPredictions.Of(members), MethodPredictions.Absent("no return head"), MethodPredictions.Absent("no"));

    private static MemberPredictions Returns(string name, Func<double, double> forecast) => new(name, "m", Horizon, null, Forecasts(forecast));

    private static MemberPredictions Probabilities(string name, Func<double, double> forecast) => new(name, "m", Horizon, Forecasts(forecast), null);

    /// <summary>Forecasts that know the outcome.</summary>
    private static double[] Forecasts(Func<double, double> forecast) =>
    [
        .. from window in Windows
           from row in Enumerable.Range(0, window.Rows)
           let bar = window.BarOf(row)
           select forecast((Bars.Open[bar + Reach] / Bars.Open[bar + 1]) - 1),
    ];
}
