using System.Reflection;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

/// <summary>Whatever finite numbers come in, a figure or a reason comes out: no NaN, no infinity, no exception.</summary>
public sealed class AnyInputTests
{
    private static readonly double[] Odd =
    [
        0, -0.0, double.Epsilon, -double.Epsilon, 1e-310, 1e-160, -1e-160, 1e160, 1e300, -1e300, double.MaxValue, double.MinValue, 1, -1, 0.1, -0.1, 2,
    ];

    [Fact]
    public void Returns_AnyFiniteSeries_GiveFiguresOrReasons() => Property.Holds(random =>
    {
        double[] series = Series(random);
        double bars = Math.Exp(20 * random.NextDouble());
        SharpeObservation observed = SharpeObservation.Of(series);

        AssertFiniteOrReason(
            ReturnMetrics.Sharpe(series, bars),
            ReturnMetrics.Sortino(series, bars),
            ReturnMetrics.MaxDrawdown(series),
            ReturnMetrics.CumulativeReturn(series),
            ReturnMetrics.AnnualReturn(series, bars),
            ReturnMetrics.AnnualVolatility(series, bars),
            ReturnMetrics.Calmar(series, bars),
            TradeOutcomes.WinRate(series),
            TradeOutcomes.ProfitFactor(series),
            TradeOutcomes.Expectancy(series),
            Statistics.Mean(series),
            Statistics.SampleVariance(series),
            Statistics.Skewness(series),
            Statistics.Kurtosis(series),
            SharpeInference.ProbabilisticSharpe(observed),
            SharpeInference.MinimumTrackRecordLength(observed),
            SharpeInference.DeflatedSharpe(observed, new DeflationInput(1 + random.Next(1000), null, MetricValue.Of(Math.Abs(Value(random))))));
    }, runs: 2000);

    [Fact]
    public void Predictions_AnyFiniteValues_GiveFiguresOrReasons() => Property.Holds(random =>
    {
        double[] actual = Series(random);
        double[] predicted = [.. actual.Select(_ => Value(random))];

        AssertFiniteOrReason([.. Figures(RegressionMetrics.Of(actual, predicted)).Select(figure => figure.Value)]);
    }, runs: 2000);

    [Fact]
    public void Probabilities_AnyLabels_GiveFiguresOrReasons() => Property.Holds(random =>
    {
        int kinds = random.Next(3);
        double[] labels = [.. Enumerable.Range(0, random.Next(12)).Select(_ => (double)(kinds == 2 ? random.Next(2) : kinds))];
        double[] probabilities = [.. labels.Select(_ => Math.Clamp(Math.Abs(Value(random)), 0, 1))];

        AssertFiniteOrReason([.. Figures(ClassificationMetrics.Of(labels, probabilities, random.NextDouble())).Select(figure => figure.Value)]);
    }, runs: 2000);

    [Fact]
    public void Trials_AnyFiniteReturns_GiveFiguresOrReasons() => Property.Holds(random =>
    {
        int trials = 1 + random.Next(6);
        TrialReturns returns = new([.. Enumerable.Range(0, trials * random.Next(20)).Select(_ => Value(random))], trials);
        BacktestOverfitting overfitting = BacktestOverfitting.Of(returns, 4);

        AssertFiniteOrReason([.. Figures(overfitting).Select(figure => figure.Value)]);
        Assert.All(overfitting.Logits, logit => Assert.True(double.IsFinite(logit)));
        Assert.InRange(EffectiveTrials.Count(returns), 1, trials);
    }, runs: 1000);

    /// <summary>All figures of a result, by name.</summary>
    internal static IEnumerable<KeyValuePair<string, MetricValue>> Figures(object metrics)
    {
        KeyValuePair<string, MetricValue>[] figures =
        [
            .. metrics.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.PropertyType == typeof(MetricValue))
                .Select(property => KeyValuePair.Create(property.Name, (MetricValue)property.GetValue(metrics)!)),
        ];
        Assert.NotEmpty(figures);
        return figures;
    }

    private static void AssertFiniteOrReason(params MetricValue[] values) => Assert.All(values, value =>
    {
        if (value.Value is { } number) Assert.True(double.IsFinite(number));
        else Assert.False(string.IsNullOrWhiteSpace(value.Reason));
    });

    /// <summary>Short or empty, of odd values, of equal ones, or ordinary.</summary>
    private static double[] Series(SeededRandom random)
    {
        int count = random.Next(10);
        double constant = Value(random);
        return random.Next(4) == 0
            ? [.. Enumerable.Repeat(constant, count)]
            : [.. Enumerable.Range(0, count).Select(_ => Value(random))];
    }

    private static double Value(SeededRandom random) => random.Next(2) == 0 ? Odd[random.Next(Odd.Length)] : 0.01 * random.NextGaussian();
}
