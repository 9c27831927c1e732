using ServerlessTraining.Domain.Labels;

namespace ServerlessTraining.Domain.Folds;

/// <summary>How to divide the data. What decides about leaks, the purge, is not here: it follows from the horizons and the entry
/// delay.</summary>
public sealed record FoldOptions
{
    public const int MaxDays = 36_500;
    public const int MinGroups = 3;
    public const int MaxGroups = 20;

    /// <summary>The most splits of `cpcv`. They are not thinned, as paths need them all.</summary>
    public const int MaxSplits = 1_000;

    /// <summary>Days from one quick test to the next, and so the longest quick test.</summary>
    public const int QuickTestDays = 60;

    private const int DefaultTestDays = 21;

    public required FoldMode Mode { get; init; }

    /// <summary>Every horizon, in bars, that a model of this configuration is trained for; 1 to 1000 each. The longest decides the
    /// purge.</summary>
    public required IReadOnlyList<int> Horizons { get; init; }

    /// <summary>Bars from the decision to the entry, 0 to 100.</summary>
    public int EntryDelay { get; init; } = 1;

    /// <summary>The longest training part, in days; null for no limit but the mode's own. Its end stays where it is and its start moves, so
    /// that configurations that differ in it are tested on the same days.</summary>
    public int? Days { get; init; }

    /// <summary>Days of data before the first test of `full` and before the candle of `single` (there `days`, where that is less), 1 to
    /// 36500.</summary>
    public int MinTrainDays { get; init; } = 120;

    /// <summary>Length of a test in days; null for the mode's own: 60 in `quick`, where that is the most, 21 in `full` and `single`. `cpcv`
    /// tests by groups.</summary>
    public int? TestDays { get; init; }

    /// <summary>`full` keeps this many tests, evenly spread, always with the last; 1 to 1000.</summary>
    public int MaxFolds { get; init; } = 45;

    /// <summary>Walk-forward modes keep it free before the test, since nothing trains after it; `cpcv` keeps it free after each test
    /// group.</summary>
    public Embargo Embargo { get; init; }

    /// <summary>The share of the training time, cut from its end, that is for tuning; 0.05 to 0.5.</summary>
    public double TuneFraction { get; init; } = 0.15;

    /// <summary>`single` only: the open of the last candle that training may know, close included.</summary>
    public DateTimeOffset? Candle { get; init; }

    /// <summary>`cpcv`: into how many groups of equally many bars the data is cut, 3 to 20.</summary>
    public int Groups { get; init; } = 6;

    /// <summary>`cpcv`: how many groups are tested at a time, 1 to groups - 1.</summary>
    public int TestGroups { get; init; } = 2;

    /// <summary>Keep the final segment out of every fold. Off only for the report that opens it, and for tests.</summary>
    public bool SetFinalSegmentAside { get; init; } = true;

    /// <summary>Bars between the last row of a part and the next part: the longest horizon and the entry delay. Derived, never
    /// typed.</summary>
    public int PurgeBars => Horizons.Max() + EntryDelay;

    /// <summary><see cref="TestDays"/>, or what the mode takes where that is null.</summary>
    public int EffectiveTestDays => TestDays ?? (Mode == FoldMode.Quick ? QuickTestDays : DefaultTestDays);

    public void Validate()
    {
        Faults errors = new("The fold options cannot be used");
        if (!Enum.IsDefined(Mode)) errors.Add($"mode is {(int)Mode}; {string.Join(", ", FoldModes.Names)} are allowed");
        if (Horizons is null or { Count: 0 }) errors.Add("horizons is empty; give at least one horizon");
        foreach (int horizon in Horizons ?? []) errors.Range("horizons", horizon, 1, LabelOptions.MaxHorizon, "bars");
        errors.Range("entry_delay", EntryDelay, 0, LabelOptions.MaxEntryDelay, "bars");
        if (Days is { } days) errors.Range("days", days, 1, MaxDays, "days");
        errors.Range("min_train_days", MinTrainDays, 1, MaxDays, "days");
        errors.Range("max_folds", MaxFolds, 1, MaxSplits, "folds");
        errors.Range("tune_fraction", TuneFraction, 0.05, 0.5, "of the training part");
        CheckByMode(errors);
        errors.Throw();
    }

    private void CheckByMode(Faults errors)
    {
        if (Mode == FoldMode.Cpcv)
        {
            if (TestDays is not null) errors.Add("test_days is not for mode cpcv, which tests groups; leave it out");
            if (Days is not null) errors.Add("days is not for mode cpcv, which trains on every group that is not tested; leave it out");
            CheckGroups(errors);
        }
        else if (TestDays is { } testDays)
        {
            if (Mode == FoldMode.Quick) errors.Range("test_days", testDays, 1, QuickTestDays, "days in mode quick, whose next test begins then,");
            else errors.Range("test_days", testDays, 1, MaxDays, "days");
        }

        if (Mode == FoldMode.Single && Candle is null) errors.Add("candle is not set; mode single needs the open time of the last candle that training may know");
        if (Mode != FoldMode.Single && Candle is not null) errors.Add("candle is only for mode single; leave it out");
    }

    private void CheckGroups(Faults errors)
    {
        if (Groups is < MinGroups or > MaxGroups)
        {
            errors.Range("groups", Groups, MinGroups, MaxGroups, "groups");
            return;
        }

        errors.Range("test_groups", TestGroups, 1, Groups - 1, "groups");
        if (TestGroups < 1 || TestGroups >= Groups) return;
        long splits = CombinatorialSplits.Number(Groups, TestGroups);
        if (splits > MaxSplits) errors.Add($"groups {Groups} and test_groups {TestGroups} make {splits} splits; up to {MaxSplits} are allowed");
    }
}
