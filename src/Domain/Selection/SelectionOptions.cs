namespace ServerlessTraining.Domain.Selection;

/// <summary>The rules of keep-or-delete.</summary>
public sealed record SelectionOptions
{
    public const string GlobalBoard = "global";
    public const int MostPlaces = 20;

    /// <summary>Fewest trades behind a score that counts, 1 or more. Default 30.</summary>
    public int MinTrades { get; init; } = 30;

    /// <summary>How much better a challenger must be, as a fraction (0 to 1) of the incumbent's magnitude. Default 0.01.</summary>
    public double MinImprovementThreshold { get; init; } = 0.01;

    /// <summary>How much better a challenger must be at least, in units of the score (Sharpe), 0 to 10. Near zero a fraction of the
    /// incumbent would be no margin at all. Default 0.05.</summary>
    public double AbsoluteMargin { get; init; } = 0.05;

    /// <summary>Places of a regime, 1 to 20. Default 1.</summary>
    public int KeepTopNPerRegime { get; init; } = 1;

    public SelectionScope Scope { get; init; } = SelectionScope.Market;

    /// <summary>Whether a model that holds no regime is deleted. Default true.</summary>
    public bool DeleteNonBestModels { get; init; } = true;

    /// <summary>The key of the board on which a model of <paramref name="market"/> competes.</summary>
    public string BoardKey(SelectionMarket market) => Scope == SelectionScope.Global ? GlobalBoard : market.ToString();

    /// <summary>Throws with everything that is out of range.</summary>
    public void Validate()
    {
        Faults faults = new("The selection options cannot be used");
        if (MinTrades < 1) faults.Add($"min_trades is {MinTrades}, allowed is 1 or more");
        if (MinImprovementThreshold is not (>= 0 and <= 1))
        {
            faults.Add($"min_improvement_threshold is {MinImprovementThreshold}, allowed is 0 to 1 (0.01 is 1 %)");
        }

        if (AbsoluteMargin is not (>= 0 and <= 10)) faults.Add($"absolute_margin is {AbsoluteMargin}, allowed is 0 to 10");
        if (KeepTopNPerRegime is < 1 or > MostPlaces) faults.Add($"keep_top_n_per_regime is {KeepTopNPerRegime}, allowed is 1 to {MostPlaces}");
        if (!Enum.IsDefined(Scope)) faults.Add($"scope is {Scope}, allowed is market or global");
        faults.Throw();
    }

    /// <summary>How much more than <paramref name="incumbent"/> a challenger needs. By magnitude, so that a negative incumbent does not
    /// turn the margin around.</summary>
    internal double MarginOver(double incumbent) => Math.Max(MinImprovementThreshold * Math.Abs(incumbent), AbsoluteMargin);
}
