using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Inference;

/// <summary>Running sums of one regime. Returns are summed as distances from the first one in a position, so that a spread that is small beside the
/// mean is not lost; flat bars return 0 and are only counted.</summary>
internal struct RegimeTally
{
    public long FlatBars;
    public long HeldBars;
    public double Shift;
    public double Sum;
    public double Squares;
    public double Cubes;
    public double Fourths;
    public double SquaredLosses;
    // The regime's returns compounded, their peak, and the smallest share of a peak that was left.
    public double Growth;
    public double Peak;
    public double Worst;
    public int Trades;
    public int Wins;
    public double GrossWin;
    public double GrossLoss;
    public double TradedShare;
    public long BarsInPosition;
    public long Decisions;
    public long Hits;

    public static RegimeTally Empty => new() { Growth = 1, Peak = 1, Worst = 1 };

    public readonly TradingSums ToSums()
    {
        double n = FlatBars + HeldBars;
        if (n == 0) return TradingSums.Empty;
        double flat = FlatBars;
        double s1 = Sum - (flat * Shift);
        double s2 = Squares + (flat * Shift * Shift);
        double s3 = Cubes - (flat * Shift * Shift * Shift);
        double s4 = Fourths + (flat * Shift * Shift * Shift * Shift);
        double d = s1 / n;
        return new TradingSums
        {
            Bars = FlatBars + HeldBars,
            MeanReturn = Shift + d,
            SquaredDeviations = Math.Max(0, s2 - (n * d * d)),
            CubedDeviations = s3 - (3 * d * s2) + (2 * n * d * d * d),
            FourthDeviations = Math.Max(0, s4 - (4 * d * s3) + (6 * d * d * s2) - (3 * n * d * d * d * d)),
            SquaredLosses = SquaredLosses,
            Growth = Growth,
            MaxDrawdown = Worst - 1,
            Trades = Trades,
            Wins = Wins,
            GrossWin = GrossWin,
            GrossLoss = GrossLoss,
            TradedShare = TradedShare,
            BarsInPosition = BarsInPosition,
            Decisions = Decisions,
            Hits = Hits,
        };
    }
}
