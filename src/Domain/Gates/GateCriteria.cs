using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Gates;

/// <summary>What the quick training of one symbol must reach before its full training is paid for. Fixed before the run: the job stores
/// <see cref="CanonicalText"/> and <see cref="Fingerprint"/> and is judged by what it stored, so nobody can move a bound after the figures
/// were seen.</summary>
public sealed class GateCriteria
{
    public const string Recall = "recall";
    public const string Accuracy = "accuracy";
    public const string RocAuc = "roc_auc";
    public const string F1 = "f1";
    public const string FailedFolds = "failed_folds";
    private const string TextStart = "gate/1 ";
    private const string TextEnd = " " + FailedFolds + "=0";

    private GateCriteria(IReadOnlyList<GateBound> bounds)
    {
        Bounds = bounds;
        CanonicalText = TextStart + string.Join(' ', bounds.Select(b => $"{b.Metric}>{b.Bound:R}")) + TextEnd;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText)));
    }

    public static GateCriteria Default { get; } = new([new(Recall, 0.35), new(Accuracy, 0.60), new(RocAuc, 0.61), new(F1, 0.45)]);

    public static IReadOnlyList<string> Metrics { get; } = [.. Default.Bounds.Select(b => b.Metric)];

    /// <summary>One for each of <see cref="Metrics"/>, in that order.</summary>
    public IReadOnlyList<GateBound> Bounds { get; }

    /// <summary>The bounds in one line; equal criteria have equal text on every machine.</summary>
    public string CanonicalText { get; }

    /// <summary>SHA-256 of <see cref="CanonicalText"/>, lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads back what a job stored. A text that would not be written the same again is refused.</summary>
    public static GateCriteria Parse(string canonicalText)
    {
        ArgumentNullException.ThrowIfNull(canonicalText);
        Dictionary<string, double> bounds = new(StringComparer.Ordinal);
        foreach (string part in canonicalText.Split(' '))
        {
            if (part.Split('>') is not [string metric, string number]) continue;
            if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound)) bounds[metric] = bound;
        }

        Faults faults = new("The gate cannot be used");
        Check("", bounds, faults);
        GateCriteria? criteria = faults.None ? Default.With(bounds) : null;
        return criteria?.CanonicalText == canonicalText
            ? criteria
            : throw new ServerlessTrainingException(
                $"'{canonicalText}' is not a gate as it is stored. It must read like '{Default.CanonicalText}', with the same metrics in the same order.");
    }

    /// <summary>All criteria are judged, whatever the first one says: a refusal should tell everything that is missing.</summary>
    public GateResult Evaluate(GateEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        MetricValue missing = MetricValue.Undefined("it was not reported");
        IEnumerable<GateCheck> metrics = Bounds.Select(b => GateCheck.Above(b.Metric, evidence.Metrics.GetValueOrDefault(b.Metric, missing), b.Bound));
        return new GateResult([.. metrics, GateCheck.NoneFailed(evidence.Folds, evidence.FailedFolds)], Fingerprint);
    }

    /// <summary>Adds to <paramref name="faults"/> what is wrong with bounds that were written under <paramref name="path"/>.</summary>
    internal static void Check(string path, IReadOnlyDictionary<string, double> bounds, Faults faults)
    {
        foreach ((string metric, double bound) in bounds.OrderBy(b => b.Key, StringComparer.Ordinal))
        {
            if (!Metrics.Contains(metric, StringComparer.Ordinal))
            {
                faults.Add($"{path}{metric} is not a gate metric, allowed are {string.Join(", ", Metrics)}");
            }
            else if (bound is not (>= 0 and < 1))
            {
                faults.Add($"{path}{metric} is {bound}, allowed is 0 or more and less than 1, because the metric must be above it");
            }
        }
    }

    /// <summary>These bounds with those of <paramref name="overrides"/>, which were checked.</summary>
    internal GateCriteria With(IReadOnlyDictionary<string, double> overrides) =>
        new([.. Bounds.Select(b => overrides.TryGetValue(b.Metric, out double bound) ? b with { Bound = bound } : b)]);
}
