using System.Runtime.InteropServices;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Gates;

/// <summary>How well the gate has served so far. A false refusal is known only where the full training was done in spite of the refusal;
/// the others are counted as unknown, not as right.</summary>
public sealed record GateCalibration
{
    private const int FewestPairs = 3;

    /// <summary>One for each gate metric.</summary>
    public required IReadOnlyList<GateRankCorrelation> Correlations { get; init; }

    public required int Passes { get; init; }

    /// <summary>Passes whose full training is done.</summary>
    public required int PassesKnown { get; init; }

    /// <summary>Passes whose full training was not good.</summary>
    public required int FalsePasses { get; init; }

    public required int Refusals { get; init; }

    /// <summary>Refusals whose full training was done all the same.</summary>
    public required int RefusalsKnown { get; init; }

    /// <summary>Refusals whose full training was good.</summary>
    public required int FalseRefusals { get; init; }

    /// <summary>Seconds of full training that refused runs did not use, as far as they are known.</summary>
    public required double SecondsSaved { get; init; }

    /// <summary>Refused runs without full training and without an estimate: <see cref="SecondsSaved"/> does not contain them.</summary>
    public required int SavingsUnknown { get; init; }

    public MetricValue FalsePassRate => Share(FalsePasses, PassesKnown, "no run that passed has been trained in full");

    public MetricValue FalseRefusalRate => Share(FalseRefusals, RefusalsKnown, "no refused run has been trained in full");

    public static GateCalibration Of(IReadOnlyList<GateObservation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        Check(observations);
        GateObservation[] passed = [.. observations.Where(o => o.Passed)];
        GateObservation[] refused = [.. observations.Where(o => !o.Passed)];
        GateObservation[] saved = [.. refused.Where(o => o.Full is null)];
        return new GateCalibration
        {
            Correlations = [.. GateCriteria.Metrics.Select(metric => Correlate(metric, observations))],
            Passes = passed.Length,
            PassesKnown = passed.Count(o => o.Full is not null),
            FalsePasses = passed.Count(o => o.Full is { Good: false }),
            Refusals = refused.Length,
            RefusalsKnown = refused.Count(o => o.Full is not null),
            FalseRefusals = refused.Count(o => o.Full is { Good: true }),
            SecondsSaved = saved.Sum(o => o.FullSeconds ?? 0),
            SavingsUnknown = saved.Count(o => o.FullSeconds is null),
        };
    }

    /// <summary>Lines for a terminal.</summary>
    public IReadOnlyList<string> Explain() =>
    [
        .. Correlations.Select(Line),
        $"false passes: {FalsePasses} of {PassesKnown} trained in full ({Passes} passed)",
        $"false refusals: {FalseRefusals} of {RefusalsKnown} trained in full ({Refusals} refused, {Refusals - RefusalsKnown} unknown)",
        $"compute saved: {SecondsSaved:F0} s ({SavingsUnknown} refused without an estimate)",
    ];

    private static string Line(GateRankCorrelation correlation)
    {
        string value = correlation.Spearman.Value is double rho ? Figures.Text(rho) : $"undefined ({correlation.Spearman.Reason})";
        string cutOff = correlation is { Pairs: > 0, RefusedPairs: 0 } ? "; none of them was refused, so the range is cut off at the gate" : "";
        return $"{correlation.Metric}: rank correlation of quick and full {value}, {correlation.Pairs} pairs{cutOff}";
    }

    private static GateRankCorrelation Correlate(string metric, IReadOnlyList<GateObservation> observations)
    {
        List<double> quick = [];
        List<double> full = [];
        int refused = 0;
        foreach (GateObservation observation in observations)
        {
            if (Value(observation.Quick) is not double left || Value(observation.Full?.Metrics) is not double right) continue;
            quick.Add(left);
            full.Add(right);
            if (!observation.Passed) refused++;
        }

        return new GateRankCorrelation(metric, Rank(quick, full), quick.Count, refused);

        double? Value(IReadOnlyDictionary<string, MetricValue>? metrics) => metrics?.GetValueOrDefault(metric).Value;
    }

    private static MetricValue Rank(List<double> quick, List<double> full) => quick.Count < FewestPairs
        ? MetricValue.Undefined($"a rank correlation needs {FewestPairs} pairs, and there are {quick.Count}")
        : Statistics.RankCorrelation(CollectionsMarshal.AsSpan(quick), CollectionsMarshal.AsSpan(full));

    private static MetricValue Share(int part, int whole, string noneReason) =>
        whole == 0 ? MetricValue.Undefined(noneReason) : MetricValue.Of((double)part / whole);

    private static void Check(IReadOnlyList<GateObservation> observations)
    {
        string[] errors =
        [
            .. observations.GroupBy(o => o.RunId, StringComparer.Ordinal).Where(runs => runs.Count() > 1)
                .Select(runs => $"run {runs.Key} is there {runs.Count()} times, allowed is once"),
            .. observations.Where(o => o.FullSeconds is not (null or (>= 0 and <= double.MaxValue)))
                .Select(o => $"run {o.RunId} has {o.FullSeconds} seconds of full training, allowed is 0 or more, or none"),
        ];
        if (errors.Length > 0) throw new ServerlessTrainingException($"The gate cannot be calibrated: {string.Join("; ", errors)}.");
    }
}
