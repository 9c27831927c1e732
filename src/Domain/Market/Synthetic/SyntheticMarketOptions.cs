using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Market.Synthetic;

/// <summary>What a synthetic market is made of.</summary>
public sealed record SyntheticMarketOptions
{
    public const int MostBars = 5_000_000;
    private const int FirstYear = 1800;
    private const int LastYear = 2199;
    private const double LeastStartPrice = 0.001;
    private const double MostStartPrice = 1_000_000;
    private const double MostSignal = 0.99;

    public Symbol Symbol { get; init; } = Symbol.Parse("SYNTHUSDT");

    public Timeframe Timeframe { get; init; } = Timeframe.H1;

    /// <summary>Bars are made only where the calendar expects them.</summary>
    public MarketCalendar Calendar { get; init; } = MarketCalendar.Crypto;

    /// <summary>The first bar is the first that the calendar expects at or after this.</summary>
    public DateTimeOffset Start { get; init; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>1 to <see cref="MostBars"/>.</summary>
    public int Bars { get; init; } = 10_000;

    public ulong Seed { get; init; } = 1;

    /// <summary>0.001 to 1,000,000.</summary>
    public double StartPrice { get; init; } = 100;

    /// <summary>Null stands for <see cref="SyntheticRegime.Standard"/>; <see cref="SyntheticRegime.Driftless"/> is for tests on noise.</summary>
    public IReadOnlyList<SyntheticRegime>? Regimes { get; init; }

    /// <summary>The correlation of a slow hidden driver with the noise of the next bar's return, 0 to 0.99. The driver shows in the volume
    /// of each bar and, because it is slow, in past returns: a model can learn it. With 0 it shows as well but says nothing.</summary>
    public double SignalStrength { get; init; }

    internal IReadOnlyList<SyntheticRegime> RegimesOrStandard => Regimes ?? SyntheticRegime.Standard(Timeframe);

    /// <summary>Throws with everything that is wrong.</summary>
    internal void Validate()
    {
        List<string> errors = [];
        if (Symbol == default) errors.Add("Symbol is not set. Give one, such as SYNTHUSDT.");
        if (Timeframe == default) errors.Add("Timeframe is not set. Give one, such as 1h.");
        if (Calendar is null) errors.Add($"Calendar is null. Allowed are {string.Join(", ", MarketCalendar.All)}.");
        Require(Bars is >= 1 and <= MostBars, errors, $"Bars must be 1 to {MostBars}, but is {Bars}.");
        Require(StartPrice is >= LeastStartPrice and <= MostStartPrice, errors, $"StartPrice must be {LeastStartPrice} to {MostStartPrice}, but is {StartPrice}.");
        Require(SignalStrength is >= 0 and <= MostSignal, errors, $"SignalStrength must be 0 to {MostSignal}, but is {SignalStrength}.");
        Require(Start.Year is >= FirstYear and <= LastYear, errors, $"Start must be in the years {FirstYear} to {LastYear}, but is {TimeInterval.Text(Start)}.");
        if (Timeframe != default && Calendar is not null && Bars >= 1 && Start.Year + (Bars / Calendar.BarsPerYear(Timeframe)) > LastYear)
        {
            errors.Add($"{Bars} bars of {Timeframe} from {TimeInterval.Text(Start)} end after the year {LastYear}. Start earlier or ask for fewer.");
        }

        if (Timeframe != default) Validate(RegimesOrStandard, errors);
        if (errors.Count > 0) throw new ServerlessTrainingException("The synthetic market cannot be made:\n  " + string.Join("\n  ", errors));
    }

    private static void Validate(IReadOnlyList<SyntheticRegime> regimes, List<string> errors)
    {
        Require(regimes.Count is >= 1 and <= RegimeLabels.MaxRegimes, errors, $"There must be 1 to {RegimeLabels.MaxRegimes} regimes, but there are {regimes.Count}.");
        HashSet<string> names = [];
        for (int i = 0; i < regimes.Count; i++)
        {
            SyntheticRegime regime = regimes[i];
            string which = $"Regimes[{i}] ('{regime.Name}')";
            Require(!string.IsNullOrWhiteSpace(regime.Name), errors, $"Regimes[{i}] has no name. Give it one.");
            Require(regime.Name != RegimeLabels.Unclassified, errors, $"{which} has the name of bars without a regime. Choose another one.");
            Require(names.Add(regime.Name ?? ""), errors, $"{which} has the name of an earlier one. Every name may be there once.");
            Require(regime.Drift is >= -0.1 and <= 0.1, errors, $"{which}: Drift must be -0.1 to 0.1, but is {regime.Drift}.");
            Require(regime.Volatility is > 0 and <= 0.5, errors, $"{which}: Volatility must be above 0 and at most 0.5, but is {regime.Volatility}.");
            Require(regime.MeanDuration >= 1, errors, $"{which}: MeanDuration must be 1 or more, but is {regime.MeanDuration}.");
            Require(regime.Pull is >= 0 and <= 1, errors, $"{which}: Pull must be 0 to 1, but is {regime.Pull}.");
        }
    }

    private static void Require(bool holds, List<string> errors, string error)
    {
        if (!holds) errors.Add(error);
    }
}
