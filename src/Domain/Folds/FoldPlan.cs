using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Folds;

/// <summary>The folds of one series under one set of options. Every fold in it has been checked for leaks; <see cref="FoldPlanner"/> makes
/// it.</summary>
public sealed class FoldPlan
{
    internal FoldPlan(
        Symbol symbol,
        Timeframe timeframe,
        TimeInterval span,
        TimeInterval? finalSegment,
        FoldOptions options,
        IReadOnlyList<Fold> folds,
        IReadOnlyList<TimeInterval> groups,
        IReadOnlyList<IReadOnlyList<Fold>> paths)
    {
        Symbol = symbol;
        Timeframe = timeframe;
        Span = span;
        FinalSegment = finalSegment;
        Options = options;
        Folds = folds;
        Groups = groups;
        Paths = paths;
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FoldPlanText.Canonical(this))));
    }

    public Symbol Symbol { get; }

    public Timeframe Timeframe { get; }

    /// <summary>All the bars that were there, the final segment included.</summary>
    public TimeInterval Span { get; }

    /// <summary>Null where none is set aside.</summary>
    public TimeInterval? FinalSegment { get; }

    public FoldOptions Options { get; }

    public IReadOnlyList<Fold> Folds { get; }

    /// <summary>The groups of `cpcv` in order of time; empty in other modes.</summary>
    public IReadOnlyList<TimeInterval> Groups { get; }

    /// <summary>`cpcv`: for each path the fold that tests each group on it. The test rows of a group come from that fold's block over the
    /// group's interval.</summary>
    public IReadOnlyList<IReadOnlyList<Fold>> Paths { get; }

    /// <summary>No fold looks past it: the start of the final segment, or the end of the data.</summary>
    public DateTimeOffset Limit => FinalSegment?.Start ?? Span.End;

    public int PurgeBars => Options.PurgeBars;

    /// <summary>SHA-256 over all intervals and the rules that make rows of them. Equal keys are equal folds on equal bars; which bars, the
    /// data's fingerprint says.</summary>
    public string Key { get; }

    /// <summary>The plan in words, a line each, for a terminal.</summary>
    /// <param name="withRows">Off for the lines that depend on the span of the data only, not on its gaps.</param>
    public IReadOnlyList<string> Explain(bool withRows = true) => FoldPlanText.Explain(this, withRows);

    /// <summary>Throws where labels look further than the plan was purged for. Ask before training on them.</summary>
    public void EnsureCovers(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.MaxReach <= PurgeBars) return;
        throw new ServerlessTrainingException(
            $"A label looks {labels.MaxReach} bars past its row, but the folds are purged for {PurgeBars} " +
            $"({FoldPlanText.PurgeReason(Options)}). Plan the folds with the longest horizon of the labels.");
    }
}
