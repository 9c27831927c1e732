namespace ServerlessTraining.Domain.Labels;

/// <summary>A take-profit, a stop and a time limit for a long position.</summary>
public sealed record TripleBarrierOptions
{
    public const double MaxMultiple = 100;
    public const double MaxFraction = 10;
    public const double MaxStopFraction = 0.99;
    public static readonly TimeSpan MaxHoldingLimit = TimeSpan.FromDays(3650);

    /// <summary>Entry delay, and the horizon: the bars after which time runs out, at the exit price of a return label.</summary>
    public required LabelOptions Label { get; init; }

    /// <summary>Distance of the upper barrier from the entry: multiples of the volatility where there is one, else a fraction of the entry
    /// price.</summary>
    public required double TakeProfit { get; init; }

    /// <summary>Distance of the lower barrier, in the same unit, as a positive number.</summary>
    public required double Stop { get; init; }

    /// <summary>Null, the default, for barriers at fixed fractions.</summary>
    public VolatilityOptions? Volatility { get; init; }

    /// <summary>Rows whose volatility is not above this fraction have no label: what is paid for could not cover its costs. 0 to 1; for
    /// barriers by volatility.</summary>
    public double MinVolatility { get; init; }

    public BarrierTouch Touch { get; init; }

    /// <summary>Ends the label at the first bar that opens this long after the entry bar did, where that is before the horizon. The horizon
    /// stays the most that a label can reach.</summary>
    public TimeSpan? MaxHolding { get; init; }

    public void Validate()
    {
        Faults errors = new("The triple-barrier options cannot be used");
        if (Label is null) errors.Add("label is not set; give horizon and entry_delay");
        Label?.Check(errors);
        bool multiples = Volatility is not null;
        string unit = multiples ? "times the volatility" : "of the entry price";
        CheckDistance(errors, "take_profit", TakeProfit, multiples ? MaxMultiple : MaxFraction, unit);
        CheckDistance(errors, "stop", Stop, multiples ? MaxMultiple : MaxStopFraction, unit);
        Volatility?.Check(errors);
        errors.Range("min_volatility", MinVolatility, 0, 1, "of the price");
        if (!multiples && MinVolatility > 0)
        {
            errors.Add($"min_volatility is {MinVolatility}, but the barriers are fixed fractions; set volatility or leave it 0");
        }

        if (!Enum.IsDefined(Touch)) errors.Add($"touch is {Touch}; high_low and close are allowed");
        if (MaxHolding is { } holding && (holding <= TimeSpan.Zero || holding > MaxHoldingLimit))
        {
            errors.Add($"max_holding is {holding}; above 0 and up to {MaxHoldingLimit.Days} days is allowed");
        }

        errors.Throw();
    }

    private static void CheckDistance(Faults errors, string option, double value, double most, string unit)
    {
        if (!(value > 0 && value <= most)) errors.Add($"{option} is {value}; above 0 and up to {most} {unit} is allowed");
    }
}
