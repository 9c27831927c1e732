using System.Text.Json;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

/// <summary>Against values published with the papers or with a test of mlfinlab. There the scatter of trials has n in the denominator, here n - 1: the test passes the
/// scatter itself.</summary>
public sealed class SharpeInferenceTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("sharpe_inference");

    [Fact]
    public void ProbabilisticSharpe_ReferenceCases_GivesTheReferenceValues() => Compare("probabilistic_sharpe_ratio", 4, arguments =>
        SharpeInference.ProbabilisticSharpe(Observed(arguments), Number(arguments, "benchmark_sr")));

    [Fact]
    public void DeflatedSharpe_ReferenceCases_GivesTheReferenceValues() => Compare("deflated_sharpe_ratio", 3, arguments =>
        SharpeInference.DeflatedSharpe(Observed(arguments), Trials(arguments)));

    [Fact]
    public void ExpectedMaximumSharpe_ReferenceCase_GivesTheReferenceValue() => Compare("deflated_sharpe_benchmark", 1, arguments =>
        SharpeInference.ExpectedMaximumSharpe(Trials(arguments)));

    [Fact]
    public void MinimumTrackRecordLength_ReferenceCase_GivesTheReferenceValue() => Compare("minimum_track_record_length", 1, arguments =>
        SharpeInference.MinimumTrackRecordLength(
            SharpeObservation.FromMoments(Number(arguments, "observed_sr"), 250, Number(arguments, "skew"), Number(arguments, "kurt")),
            Number(arguments, "benchmark_sr"),
            1 - Number(arguments, "alpha")));

    /// <summary>The numerical example of the 2014 paper: 0.1132 and 0.9004.</summary>
    [Fact]
    public void DeflatedSharpe_ExampleOfThePaper_GivesThePrintedDigits()
    {
        JsonElement example = Reference.GetProperty("paper_example");
        JsonElement arguments = example.GetProperty("args");
        double periods = Number(arguments, "periods");
        SharpeObservation observed = SharpeObservation.FromMoments(
            Number(arguments, "annual_sr") / Math.Sqrt(periods), (int)Number(arguments, "n"), Number(arguments, "skew"), Number(arguments, "kurt"));
        DeflationInput trials = new((long)Number(arguments, "trials"), null, MetricValue.Of(Math.Sqrt(Number(arguments, "var_of_annual_trial_sr") / periods)));

        MetricValue benchmark = SharpeInference.ExpectedMaximumSharpe(trials);
        MetricValue deflated = SharpeInference.DeflatedSharpe(observed, trials);

        Assert.Equal(0.1132, Math.Round(benchmark.Value!.Value, 4));
        Assert.Equal(0.9004, Math.Round(deflated.Value!.Value, 4));
        Expect.SameAs(example.GetProperty("recomputed").GetProperty("sr0_daily"), benchmark, 1e-12);
        Expect.SameAs(example.GetProperty("recomputed").GetProperty("dsr"), deflated, 1e-12);
    }

    [Fact]
    public void ProbabilisticSharpe_NegativeVariance_IsUndefined()
    {
        SharpeObservation impossible = SharpeObservation.FromMoments(1, 100, skewness: 3, kurtosis: 1);

        Expect.Undefined("skewness and kurtosis leave the Sharpe ratio no positive variance", SharpeInference.ProbabilisticSharpe(impossible));
        Expect.Undefined("skewness and kurtosis leave the Sharpe ratio no positive variance", SharpeInference.MinimumTrackRecordLength(impossible));
    }

    [Fact]
    public void ProbabilisticSharpe_AtTheMinimumTrackRecordLength_IsTheConfidence() => Property.Holds(random =>
    {
        double sharpe = 0.02 + (0.2 * random.NextDouble());
        double skewness = random.NextGaussian();
        double kurtosis = 3 + (skewness * skewness) + (4 * random.NextDouble());
        double length = SharpeInference.MinimumTrackRecordLength(SharpeObservation.FromMoments(sharpe, 10, skewness, kurtosis)).Value!.Value;

        Assert.InRange(SharpeInference.ProbabilisticSharpe(SharpeObservation.FromMoments(sharpe, (int)Math.Ceiling(length), skewness, kurtosis)).Value!.Value, 0.95, 1);
        Assert.InRange(SharpeInference.ProbabilisticSharpe(SharpeObservation.FromMoments(sharpe, (int)Math.Floor(length), skewness, kurtosis)).Value!.Value, 0, 0.95);
    });

    [Fact]
    public void DeflatedSharpe_OneTrial_IsTheProbabilisticSharpe()
    {
        SharpeObservation observed = SharpeObservation.FromMoments(0.1, 500, -0.5, 5);
        DeflationInput one = new(1, null, MetricValue.Undefined("only one trial"));

        Assert.Equal(SharpeInference.ProbabilisticSharpe(observed), SharpeInference.DeflatedSharpe(observed, one));
    }

    [Fact]
    public void DeflatedSharpe_EffectiveTrials_CountInsteadOfAll()
    {
        SharpeObservation observed = SharpeObservation.FromMoments(0.1, 500, 0, 3);
        MetricValue scatter = MetricValue.Of(0.04);

        Assert.Equal(SharpeInference.DeflatedSharpe(observed, new(3, null, scatter)), SharpeInference.DeflatedSharpe(observed, new(135, 3, scatter)));
    }

    [Fact]
    public void DeflatedSharpe_AllTrialsOneBet_CountsAll()
    {
        SharpeObservation observed = SharpeObservation.FromMoments(0.1, 500, 0, 3);
        MetricValue scatter = MetricValue.Of(0.01);

        Assert.Equal(SharpeInference.DeflatedSharpe(observed, new(135, null, scatter)), SharpeInference.DeflatedSharpe(observed, new(135, 1, scatter)));
    }

    [Fact]
    public void DeflatedSharpe_MoreTrials_IsLower()
    {
        SharpeObservation observed = SharpeObservation.FromMoments(0.1, 500, 0, 3);
        long[] counts = [1, 2, 3, 16, 135, 1755, 1_000_000_000_000];
        double[] deflated = [.. counts.Select(count => SharpeInference.DeflatedSharpe(observed, new(count, null, MetricValue.Of(0.04))).Value!.Value)];

        Assert.Equal(deflated.OrderDescending(), deflated);
        Assert.Equal(deflated.Length, deflated.Distinct().Count());
    }

    [Fact]
    public void DeflatedSharpe_UnknownScatter_IsUndefined() => Expect.Undefined(
        "the scatter of the trials' Sharpe ratios is not known: nothing was recorded",
        SharpeInference.DeflatedSharpe(SharpeObservation.FromMoments(0.1, 500, 0, 3), new(135, null, MetricValue.Undefined("nothing was recorded"))));

    [Fact]
    public void ExpectedMaximumSharpe_ImpossibleCounts_AreRefused()
    {
        Expect.Refused(
            "A Sharpe ratio is deflated by at least one trial, its own, but 0 were given. The deviation of the trials' Sharpe ratios is -1; it must not be negative.",
            () => SharpeInference.ExpectedMaximumSharpe(new(0, null, MetricValue.Of(-1))));
        Expect.Refused("4 effective trials cannot come of 3 trials.", () => SharpeInference.ExpectedMaximumSharpe(new(3, 4, MetricValue.Of(1))));
    }

    [Fact]
    public void MinimumTrackRecordLength_RatioUnderTheBenchmark_IsUndefined() => Expect.Undefined(
        "the Sharpe ratio does not exceed the benchmark, so no length is enough",
        SharpeInference.MinimumTrackRecordLength(SharpeObservation.FromMoments(0.1, 500, 0, 3), 0.1));

    [Fact]
    public void MinimumTrackRecordLength_ConfidenceOfACoin_IsRefused() => Expect.Refused(
        "The confidence is 0.5; it must be above 0.5 and below 1.",
        () => SharpeInference.MinimumTrackRecordLength(SharpeObservation.FromMoments(0.1, 500, 0, 3), 0, 0.5));

    [Fact]
    public void Observation_OfReturns_IsPerPeriodWithItsMoments()
    {
        double[] returns = [0.03, 0.02, 0.01, -0.01, 0.02, 0.01, 0.0, -0.01, 0.01];
        SharpeObservation observed = SharpeObservation.Of(returns);

        Expect.Near(ReturnMetrics.Sharpe(returns, 252).Value!.Value / Math.Sqrt(252), observed.PerPeriodSharpe, 1e-14);
        Assert.Equal(9, observed.Observations);
        Expect.Near(observed.Skewness, Statistics.Skewness(returns), 0);
        Expect.Near(observed.Kurtosis, Statistics.Kurtosis(returns), 0);
    }

    [Fact]
    public void Observation_OfFlatReturns_KeepsTheReason() =>
        Expect.Undefined("all values are equal", SharpeInference.ProbabilisticSharpe(SharpeObservation.Of([0, 0, 0])));

    [Fact]
    public void Observation_BrokenMoments_AreRefused() => Assert.Throws<ServerlessTrainingException>(() => SharpeObservation.FromMoments(double.NaN, 0, 0, double.NaN));

    private static void Compare(string function, int count, Func<JsonElement, MetricValue> ours)
    {
        JsonElement[] cases = [.. Reference.GetProperty("cases").EnumerateArray().Where(test => test.GetProperty("fn").GetString() == function)];
        Assert.Equal(count, cases.Length);
        foreach (JsonElement test in cases)
        {
            MetricValue actual = ours(test.GetProperty("args"));
            Expect.SameAs(test.GetProperty("value"), actual, 1e-10 * Math.Abs(test.GetProperty("value").GetDouble()));
            if (test.GetProperty("published").ValueKind == JsonValueKind.Number) Expect.SameAs(test.GetProperty("published"), actual, 1e-4);
        }
    }

    private static SharpeObservation Observed(JsonElement arguments) => SharpeObservation.FromMoments(
        Number(arguments, "observed_sr"), (int)Number(arguments, "n"), Number(arguments, "skew"), Number(arguments, "kurt"));

    private static DeflationInput Trials(JsonElement arguments)
    {
        if (arguments.TryGetProperty("std_of_trials", out JsonElement deviation)) return new((long)Number(arguments, "n_trials"), null, MetricValue.Of(deviation.GetDouble()));
        double[] trials = Expect.Numbers(arguments.GetProperty("trials"));
        double variance = Statistics.SampleVariance(trials).Value!.Value * (trials.Length - 1) / trials.Length;
        return new(trials.Length, null, MetricValue.Of(Math.Sqrt(variance)));
    }

    private static double Number(JsonElement arguments, string name) => arguments.GetProperty(name).GetDouble();
}
