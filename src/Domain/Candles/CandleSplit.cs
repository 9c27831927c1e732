using System.Globalization;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Candles;

/// <summary>The bars around a candle, divided: what a model learns from and is tuned on up to and with the candle, test windows after it. All rows are those of
/// <see cref="Known"/>, which has nothing that the run has no use for, neither before nor after.</summary>
public sealed class CandleSplit
{
    /// <summary>The forecast is of the next bar.</summary>
    public const int Horizon = 1;

    /// <summary>The share of a training part, cut from its end, that is for early stopping and the threshold.</summary>
    public const double TuneFraction = 0.15;

    private CandleSplit(BarSeries known, FoldPlan plan, Fold search, RowRange train)
    {
        Known = known;
        Plan = plan;
        Search = search;
        Train = train;
    }

    /// <summary>From the first bar that a feature of the training part looks back on to the last that a label of the last test looks at.</summary>
    public BarSeries Known { get; }

    /// <summary>The folds before the candle, oldest first, then the one of the candle.</summary>
    public FoldPlan Plan { get; }

    /// <summary>The fold of the candle: each test window is a block of its test.</summary>
    public Fold Main => Plan.Folds[^1];

    public IReadOnlyList<Fold> Before => [.. Plan.Folds.SkipLast(1)];

    /// <summary>Where params are chosen: it fits and stops on the fit part of <see cref="Main"/> and is judged on its tune part, so that the test takes no part in it.</summary>
    public Fold Search { get; }

    /// <summary>The training part before it is divided and purged: the candle is its last row. In front of it are the bars that only features look at.</summary>
    public RowRange Train { get; }

    /// <summary>Bars of the training part by the market's calendar.</summary>
    public static int TrainBars(BarSeries bars, double years)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return (int)Math.Round(years * bars.Calendar.BarsPerYear(bars.Timeframe), MidpointRounding.AwayFromZero);
    }

    /// <param name="bars">Of the market, all that there are.</param>
    /// <param name="candle">The open of the last bar that training may know, close included.</param>
    /// <exception cref="ServerlessTrainingException">The options are wrong, there is no such bar, or too few are before or after it.</exception>
    public static CandleSplit Of(BarSeries bars, DateTimeOffset candle, CandleOptions options)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        FoldOptions folds = new() { Mode = FoldMode.Single, Horizons = [Horizon], Candle = candle, TuneFraction = TuneFraction, SetFinalSegmentAside = false };
        CandleRoom room = CandleRoom.Of(bars, candle, options, folds.PurgeBars);
        int first = room.Candle + 1 - room.NeededBefore;
        BarSeries known = bars.Slice(first, room.FirstTest + room.NeededAfter - first);
        RowRange train = new(room.WarmUp, room.Candle + 1 - first);
        CandleFolds build = new(known, folds, train);
        List<Fold> planned = [.. build.Before(options.Folds, options.TestWindowSize)];
        planned.Add(build.Main(planned.Count + 1, room.FirstTest - first, options.TestWindowSize, options.Windows));
        FoldPlan plan = new(known.Symbol, known.Timeframe, known.Span, null, folds, planned, [], []);
        return new CandleSplit(known, plan, build.Search(), train);
    }

    internal static int WarmUpOf(BarSeries bars, string featureSet) => FeatureSystems.Parse(featureSet).WarmUp(bars.Timeframe, FeatureOptions.Default);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Known.Symbol} {Known.Timeframe}: {Main.Fit.RowCount} fit, {Main.Tune.RowCount} tune, {Main.Test.RowCount} test rows");
}
