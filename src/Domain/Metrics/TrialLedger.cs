using System.Collections.Immutable;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>Everything that was looked at on one market's data, by which what is found there is deflated. It only grows, and neither the order nor the repetition of records
/// changes it: workers may record and merge as they finish.</summary>
public sealed class TrialLedger
{
    private readonly ImmutableSortedDictionary<(TrialKind Kind, string Key), TrialLook> looks;

    /// <summary>A decision asks for them once a regime, and they take a walk over all looks. Two that reckon them at once reckon the same.</summary>
    private Sums? sums;

    /// <param name="market">Symbol and timeframe, as in <c>BTCUSDT 1h</c>.</param>
    /// <param name="dataFingerprint">Of the bars: other bars have a ledger of their own.</param>
    public TrialLedger(string market, string dataFingerprint)
        : this(market, dataFingerprint, ImmutableSortedDictionary.Create<(TrialKind Kind, string Key), TrialLook>(LookOrder.Instance))
    {
        InputFault.ThrowIfAny(TrialLook.KeyFault(market, "market of a ledger"), TrialLook.KeyFault(dataFingerprint, "data fingerprint of a ledger"));
    }

    private TrialLedger(string market, string dataFingerprint, ImmutableSortedDictionary<(TrialKind Kind, string Key), TrialLook> looks)
    {
        Market = market;
        DataFingerprint = dataFingerprint;
        this.looks = looks;
    }

    public string Market { get; }

    public string DataFingerprint { get; }

    /// <summary>By kind and key.</summary>
    public IEnumerable<TrialLook> Looks => looks.Values;

    /// <summary>How many keys stand there, each with one or more looks.</summary>
    public int Keys => looks.Count;

    public long Total => (sums ??= Sum()).Total;

    public long Count(TrialKind kind) => Looks.Where(look => look.Kind == kind).Sum(look => look.Looks);

    /// <summary>The ledger with these looks. A key that stands there already counts once, with the fuller of its records.</summary>
    public TrialLedger Record(params IEnumerable<TrialLook> seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ImmutableSortedDictionary<(TrialKind Kind, string Key), TrialLook>.Builder builder = looks.ToBuilder();
        foreach (TrialLook look in seen)
        {
            if (!builder.TryGetValue((look.Kind, look.Key), out TrialLook? known) || look.IsFullerThan(known)) builder[(look.Kind, look.Key)] = look;
        }

        return new TrialLedger(Market, DataFingerprint, builder.ToImmutable());
    }

    public TrialLedger Merge(TrialLedger other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Market == Market && other.DataFingerprint == DataFingerprint
            ? Record(other.Looks)
            : throw new ServerlessTrainingException(
                $"The ledger of {Market} (data {DataFingerprint}) cannot take the looks at {other.Market} (data {other.DataFingerprint}). "
                + "Merge ledgers of one market and one data fingerprint.");
    }

    /// <summary>What a Sharpe ratio found on this data is deflated by: all looks, and the scatter of the ratios among them.</summary>
    /// <param name="effectiveTrials">Where the trials' correlations are known (<see cref="EffectiveTrials"/>).</param>
    public DeflationInput Deflation(long? effectiveTrials = null)
    {
        sums ??= Sum();
        return new DeflationInput(sums.Total, effectiveTrials, sums.Deviation);
    }

    // In the order of the keys, so that equal ledgers give equal figures to the last bit, however they came about.
    private Sums Sum()
    {
        long total = 0;
        long count = 0;
        double mean = 0;
        double squares = 0;
        foreach (TrialLook look in Looks)
        {
            total += look.Looks;
            if (look.Sharpes == 0) continue;

            // Two groups' squared deviations join with the square of the distance of their means.
            double distance = look.SharpeMean - mean;
            count += look.Sharpes;
            double share = (double)look.Sharpes / count;
            squares += look.SharpeSquares + (distance * distance * share * (count - look.Sharpes));
            mean += distance * share;
        }

        MetricValue deviation = count < 2
            ? MetricValue.Undefined(count == 0 ? $"none of {total} looks has a Sharpe ratio" : $"only one of {total} looks has a Sharpe ratio")
            : MetricValue.Of(Math.Sqrt(squares / (count - 1)));
        return new Sums(total, deviation);
    }

    private sealed record Sums(long Total, MetricValue Deviation);

    private sealed class LookOrder : IComparer<(TrialKind Kind, string Key)>
    {
        public static readonly LookOrder Instance = new();

        public int Compare((TrialKind Kind, string Key) x, (TrialKind Kind, string Key) y) =>
            x.Kind != y.Kind ? x.Kind.CompareTo(y.Kind) : string.CompareOrdinal(x.Key, y.Key);
    }
}
