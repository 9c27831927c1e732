namespace ServerlessTraining.Domain.Grids;

/// <summary>What trainings were measured to take and what the machines cost. What is not known is left out; it is never guessed.</summary>
public sealed record TrainingCosts
{
    /// <summary>Seconds of one trainer for one fold, by model type.</summary>
    public required IReadOnlyDictionary<string, double> SecondsAFold { get; init; }

    /// <summary>The model types that train on a GPU; all others train on a CPU.</summary>
    public IReadOnlySet<string> GpuModels { get; init; } = new HashSet<string>();

    /// <summary>For one CPU trainer; null when not known.</summary>
    public decimal? PriceACpuHour { get; init; }

    /// <summary>For one GPU trainer; null when not known.</summary>
    public decimal? PriceAGpuHour { get; init; }

    /// <summary>As it is printed behind a price: EUR, USD.</summary>
    public required string Currency { get; init; }

    /// <summary>Trainings that run at the same time.</summary>
    public required int Trainers { get; init; }

    internal void Validate()
    {
        Faults faults = new("The costs cannot be used");
        foreach ((string model, double seconds) in SecondsAFold)
        {
            if (!double.IsFinite(seconds) || seconds <= 0) faults.Add($"the seconds a fold of {model} are {seconds}; more than 0 is needed, or no entry when they are not known");
        }

        foreach ((string machine, decimal? price) in new[] { ("CPU", PriceACpuHour), ("GPU", PriceAGpuHour) })
        {
            if (price < 0) faults.Add($"the price of a {machine} hour is {price}; 0 or more is needed, or null when it is not known");
        }

        if (string.IsNullOrWhiteSpace(Currency)) faults.Add("the currency is empty; a name such as EUR is needed");
        if (Trainers < 1) faults.Add($"the trainers are {Trainers}; at least 1 is needed");
        faults.Throw();
    }
}
