namespace ServerlessTraining.Domain.Labels;

/// <summary>What a label is paid for. The decision is made at the close of bar t. With an entry delay of d >= 1 the position is entered at
/// the open of bar t+d and left at the open of bar t+d+h: the prices at which a strategy that decides at a close and fills at the next open
/// trades, so that a label and a backtest of it agree to the last digit. With a delay of 0 both prices are closes, of bar t and of bar t+h:
/// the textbook return, which nobody can trade. Both count bars that are there: a gap makes a label longer in time, never shorter in
/// bars.</summary>
public sealed record LabelOptions
{
    public const int MaxHorizon = 1000;
    public const int MaxEntryDelay = 100;

    /// <summary>Bars from entry to exit, 1 to 1000.</summary>
    public required int Horizon { get; init; }

    /// <summary>Bars from the decision to the entry, 0 to 100.</summary>
    public int EntryDelay { get; init; } = 1;

    /// <summary>How many bars after the decision row the label may still look at: the length that folds purge.</summary>
    public int Reach => Horizon + EntryDelay;

    public void Validate()
    {
        Faults errors = new("The label options cannot be used");
        Check(errors);
        errors.Throw();
    }

    internal void Check(Faults errors)
    {
        errors.Range("horizon", Horizon, 1, MaxHorizon, "bars");
        errors.Range("entry_delay", EntryDelay, 0, MaxEntryDelay, "bars");
    }
}
