using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features;

/// <summary>What a configuration chooses about its features. A feature system reads what concerns it: poc16 and poc16+ma5 the encoder, v2
/// the timeframes, v1 neither.</summary>
public sealed class FeatureOptions
{
    private const int DefaultTimeframes = 2;
    private static readonly Timeframe[] Ladder = [Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1, Timeframe.W1];

    public static FeatureOptions Default { get; } = new();

    /// <summary>How prices and volumes are put; <c>time_delta</c> where nothing is said.</summary>
    public FeatureEncoder Encoder { get; init; } = FeatureEncoders.TimeDelta;

    /// <summary>The higher timeframes of v2, none for an empty list. Null takes the next two of 15m, 1h, 4h, 1d and 1w that are multiples
    /// of the bars (4h and 1d for 1h).</summary>
    public IReadOnlyList<Timeframe>? IndicatorTimeframes { get; init; }

    /// <summary>The timeframes for bars of <paramref name="bars"/>, shortest first. All that are wrong are reported at once.</summary>
    public IReadOnlyList<Timeframe> TimeframesFor(Timeframe bars)
    {
        if (IndicatorTimeframes is null) return [.. Ladder.Where(timeframe => Fits(timeframe, bars)).Take(DefaultTimeframes)];
        string[] errors =
        [
            .. IndicatorTimeframes.Select(timeframe => Violation(timeframe, bars)).OfType<string>().Distinct(),
            .. IndicatorTimeframes.CountBy(timeframe => timeframe).Where(pair => pair.Value > 1).Select(pair => $"{pair.Key} is there {pair.Value} times"),
        ];
        return errors.Length == 0
            ? [.. IndicatorTimeframes.Order()]
            : throw new ServerlessTrainingException(
                $"The indicator timeframes of {bars} bars are wrong: {string.Join("; ", errors)}. Each must be longer than {bars}, a multiple of it, and there once, " +
                $"as in {string.Join(", ", Ladder.Where(timeframe => Fits(timeframe, bars)).Select(timeframe => timeframe.Name).DefaultIfEmpty("an empty list"))}.");
    }

    /// <summary>Whether indicators on <paramref name="timeframe"/> can be computed for bars of <paramref name="bars"/>.</summary>
    public static bool Fits(Timeframe timeframe, Timeframe bars) => Violation(timeframe, bars) is null;

    private static string? Violation(Timeframe timeframe, Timeframe bars) =>
        timeframe <= bars ? $"{timeframe} is not longer than {bars}"
        : timeframe.Minutes % bars.Minutes != 0 ? $"{timeframe} is not a multiple of {bars}"
        : null;
}
