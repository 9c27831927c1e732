using System.Text.Json;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

/// <summary>Against the cases of empyrical. There a NaN may stand in the returns: its ratios skip it, its annual return counts it as a bar of the year. Ours refuse it, so the
/// tests drop it for the former and write a flat bar for the latter. A risk-free or required return is taken off before the call.</summary>
public sealed class ReturnMetricsReferenceTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("empyrical_risk_metrics");

    [Fact]
    public void Sharpe_ReferenceCases_GivesTheReferenceValues() =>
        Compare("sharpe_ratio", "risk_free", (returns, bars) => ReturnMetrics.Sharpe(Dropped(returns), bars));

    [Fact]
    public void Sortino_ReferenceCases_GivesTheReferenceValues() =>
        Compare("sortino", "required_return", (returns, bars) => ReturnMetrics.Sortino(Dropped(returns), bars));

    [Fact]
    public void MaxDrawdown_ReferenceCases_GivesTheReferenceValues() =>
        Compare("max_drawdown", null, (returns, _) => ReturnMetrics.MaxDrawdown(Dropped(returns)));

    [Fact]
    public void CumulativeReturn_ReferenceCases_GivesTheReferenceValues() =>
        Compare("cum_returns_final", null, (returns, _) => ReturnMetrics.CumulativeReturn(Dropped(returns)), tolerance: 5e-5);

    [Fact]
    public void AnnualReturn_ReferenceCases_GivesTheReferenceValues() =>
        Compare("annual_ret", null, (returns, bars) => ReturnMetrics.AnnualReturn(Flattened(returns), bars));

    [Fact]
    public void AnnualVolatility_ReferenceCases_GivesTheReferenceValues() =>
        Compare("annual_volatility", null, (returns, bars) => ReturnMetrics.AnnualVolatility(Dropped(returns), bars));

    [Fact]
    public void Calmar_ReferenceCases_GivesTheReferenceValues() =>
        Compare("calmar", null, (returns, bars) => ReturnMetrics.Calmar(Flattened(returns), bars));

    private static void Compare(string function, string? takenOff, Func<double[], double, MetricValue> ours, double tolerance = 1e-8)
    {
        int compared = 0;
        foreach (JsonElement test in Reference.GetProperty("cases").GetProperty(function).EnumerateArray())
        {
            double bars = test.TryGetProperty("period", out JsonElement period) ? BarsPerYear(period.GetString()!) : 252;
            JsonElement returns = test.GetProperty("returns");
            JsonElement expected = test.GetProperty("expected");
            if (returns.TryGetProperty("frame", out JsonElement frame))
            {
                foreach ((JsonProperty column, JsonElement value) in frame.EnumerateObject().Zip(expected.GetProperty("values").EnumerateArray()))
                {
                    Expect.SameAs(value, ours(Expect.Numbers(column.Value), bars), tolerance);
                    compared++;
                }

                continue;
            }

            double[] excess = Series(returns);
            if (takenOff is not null) Subtract(excess, test.GetProperty(takenOff));
            Expect.SameAs(expected, ours(excess, bars), tolerance);
            compared++;
        }

        Assert.True(compared >= 3);
    }

    private static void Subtract(double[] returns, JsonElement benchmark)
    {
        double[] series = benchmark.ValueKind == JsonValueKind.Number ? [.. returns.Select(_ => benchmark.GetDouble())] : Series(benchmark);
        for (int i = 0; i < returns.Length; i++) returns[i] -= series[i];
    }

    private static double[] Series(JsonElement named) =>
        Expect.Numbers(Reference.GetProperty("series").GetProperty(named.GetProperty("series").GetString()!).GetProperty("values"));

    private static double BarsPerYear(string period) => period switch { "daily" => 252, "weekly" => 52, "monthly" => 12, _ => throw new ArgumentException(period) };

    private static double[] Dropped(double[] returns) => [.. returns.Where(double.IsFinite)];

    private static double[] Flattened(double[] returns) => [.. returns.Select(value => double.IsFinite(value) ? value : 0)];
}
