namespace ServerlessTraining.Domain.Regimes;

/// <summary>The regime of each bar, as it was known at that bar's close: an index into <see cref="Names"/>, whose last entry is always <see cref="Unclassified"/>.</summary>
public sealed class RegimeLabels
{
    public const string Unclassified = "unclassified";
    public const int MaxRegimes = 64;
    private readonly byte[] labels;

    /// <summary>Takes ownership of <paramref name="labels"/>. The regimes come in order of priority, without the unclassified one, which is added.</summary>
    public RegimeLabels(IReadOnlyList<string> regimes, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(regimes);
        ArgumentNullException.ThrowIfNull(labels);
        if (regimes.Count > MaxRegimes) throw new ServerlessTrainingException($"At most {MaxRegimes} regimes can be told apart, but there are {regimes.Count}. Delete or disable some.");
        if (labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)regimes.Count) is >= 0 and int bar)
        {
            throw new ServerlessTrainingException($"Bar {bar} has the regime number {labels[bar]}, but there are only {regimes.Count} regimes and the unclassified one, 0 to {regimes.Count}.");
        }

        Names = [.. regimes, Unclassified];
        this.labels = labels;
    }

    public IReadOnlyList<string> Names { get; }

    public int Count => labels.Length;

    public ReadOnlySpan<byte> Span => labels;

    public string NameOf(int bar) => Names[labels[bar]];
}
