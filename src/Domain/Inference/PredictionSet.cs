namespace ServerlessTraining.Domain.Inference;

/// <summary>Everything that the models of one configuration forecast on one market: rows in time order, window by window, in each window tune rows
/// before report rows.</summary>
public sealed class PredictionSet
{
    private readonly MethodPredictions[] methods;

    /// <param name="horizon">Bars that a decision looks ahead.</param>
    /// <param name="windows">Report windows, ascending, not overlapping. Where one ends and the next begins without a gap, positions are carried
    /// over.</param>
    public PredictionSet(int horizon, IReadOnlyList<PredictionWindow> windows, MethodPredictions direct, MethodPredictions recursive, MethodPredictions directMulti)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(direct);
        ArgumentNullException.ThrowIfNull(recursive);
        ArgumentNullException.ThrowIfNull(directMulti);
        Horizon = horizon;
        Windows = [.. windows];
        Rows = windows.Sum(window => window.Rows);
        methods = [direct, recursive, directMulti];

        List<string> errors = [];
        if (horizon <= 0) errors.Add($"the horizon is {horizon}, but must be 1 or more bars.");
        PredictionWindow.Check(windows, errors);
        CheckMembers(PredictionMethod.Direct, horizon, horizon, errors);
        CheckMembers(PredictionMethod.Recursive, horizon, horizon, errors);
        CheckMembers(PredictionMethod.DirectMulti, 1, horizon, errors);
        if (errors.Count > 0) throw new ServerlessTrainingException($"The predictions cannot be used:\n- {string.Join("\n- ", errors)}");
    }

    public int Horizon { get; }

    public IReadOnlyList<PredictionWindow> Windows { get; }

    /// <summary>Values in each member's arrays: tune rows and report rows of all windows.</summary>
    public int Rows { get; }

    public MethodPredictions this[PredictionMethod method] => methods[(int)method];

    private void CheckMembers(PredictionMethod method, int fromHorizon, int toHorizon, List<string> errors)
    {
        foreach (MemberPredictions member in this[method].Members)
        {
            string name = $"member '{member.Name}' of {StrategyNames.Of(method)}";
            if (member.Rows != Rows) errors.Add($"{name} has {member.Rows} rows, but the windows have {Rows}.");
            if (toHorizon <= 0 || (member.Horizon >= fromHorizon && member.Horizon <= toHorizon)) continue;
            string allowed = fromHorizon == toHorizon ? $"{toHorizon}" : $"{fromHorizon} to {toHorizon}";
            errors.Add($"{name} has the horizon {member.Horizon}, but must have {allowed}.");
        }
    }
}
