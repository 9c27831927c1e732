namespace ServerlessTraining.Domain.Metrics;

/// <summary>What the figures of a backtest are made of, over some of its bars (those of a regime, or all). Two parts of one backtest can be put
/// together with <see cref="With"/>, so the parts add up to the whole.</summary>
public readonly record struct TradingSums
{
    public long Bars { get; init; }

    public double MeanReturn { get; init; }

    /// <summary>Sum of squared deviations from the mean. Kept in place of the sum of squares, from which a variance that is small beside the mean
    /// cannot be told any more.</summary>
    public double SquaredDeviations { get; init; }

    public double CubedDeviations { get; init; }

    public double FourthDeviations { get; init; }

    /// <summary>Sum of the squares of the returns below zero.</summary>
    public double SquaredLosses { get; init; }

    /// <summary>All the bars' returns compounded: 1 is no change.</summary>
    public double Growth { get; init; }

    /// <summary>The worst fall of the compounded returns from an earlier peak, as a fraction, 0 or below. The only figure of a whole that does not
    /// follow from its parts.</summary>
    public double MaxDrawdown { get; init; }

    public int Trades { get; init; }

    public int Wins { get; init; }

    /// <summary>Sum of the trade returns above zero; a trade's return is its profit after costs over its entry notional.</summary>
    public double GrossWin { get; init; }

    /// <summary>Sum of the trade returns below zero, as a positive number.</summary>
    public double GrossLoss { get; init; }

    /// <summary>Sum over the fills of notional over equity.</summary>
    public double TradedShare { get; init; }

    /// <summary>Bars with a position up to their close, those included at whose close it was closed.</summary>
    public long BarsInPosition { get; init; }

    /// <summary>Decisions for a position whose horizon has ended.</summary>
    public long Decisions { get; init; }

    /// <summary>Those of them whose direction was right.</summary>
    public long Hits { get; init; }

    /// <summary>No bars at all: the neutral element of <see cref="With"/>.</summary>
    public static TradingSums Empty { get; } = new() { Growth = 1 };

    /// <summary>Both parts together. <see cref="MaxDrawdown"/> depends on the order of the bars, which the sums do not know: it is given.</summary>
    public TradingSums With(in TradingSums other, double maxDrawdown)
    {
        double a = Bars;
        double b = other.Bars;
        double n = Math.Max(a + b, 1);
        double d = other.MeanReturn - MeanReturn;
        return new TradingSums
        {
            Bars = Bars + other.Bars,
            // Pairwise update of central moments (Chan, Golub and LeVeque 1979; Pebay 2008 for the third and fourth).
            MeanReturn = MeanReturn + (d * b / n),
            SquaredDeviations = SquaredDeviations + other.SquaredDeviations + (d * d * a * b / n),
            CubedDeviations = CubedDeviations + other.CubedDeviations
                + (d * d * d * a * b * (a - b) / (n * n))
                + (3 * d * ((a * other.SquaredDeviations) - (b * SquaredDeviations)) / n),
            FourthDeviations = FourthDeviations + other.FourthDeviations
                + (d * d * d * d * a * b * ((a * a) - (a * b) + (b * b)) / (n * n * n))
                + (6 * d * d * ((a * a * other.SquaredDeviations) + (b * b * SquaredDeviations)) / (n * n))
                + (4 * d * ((a * other.CubedDeviations) - (b * CubedDeviations)) / n),
            SquaredLosses = SquaredLosses + other.SquaredLosses,
            Growth = Growth * other.Growth,
            MaxDrawdown = maxDrawdown,
            Trades = Trades + other.Trades,
            Wins = Wins + other.Wins,
            GrossWin = GrossWin + other.GrossWin,
            GrossLoss = GrossLoss + other.GrossLoss,
            TradedShare = TradedShare + other.TradedShare,
            BarsInPosition = BarsInPosition + other.BarsInPosition,
            Decisions = Decisions + other.Decisions,
            Hits = Hits + other.Hits,
        };
    }
}
