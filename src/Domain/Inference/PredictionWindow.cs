namespace ServerlessTraining.Domain.Inference;

/// <summary>One report window: decision bars that follow each other, and before them the bars on which weights may be learned. Bars are indices into
/// the series.</summary>
/// <param name="Id">The fold's name, for reports.</param>
/// <param name="FirstBar">The first decision bar of the report rows.</param>
/// <param name="Count">Report rows.</param>
/// <param name="TuneFirstBar">The bar of the first tune row; it means nothing without tune rows.</param>
/// <param name="TuneCount">Tune rows: they stand before the report rows in the arrays of predictions, are never traded and never scored.</param>
public sealed record PredictionWindow(string Id, int FirstBar, int Count, int TuneFirstBar = 0, int TuneCount = 0)
{
    /// <summary>Rows in the arrays of predictions, tune rows and report rows.</summary>
    public int Rows => TuneCount + Count;

    /// <summary>The bar behind the last report row.</summary>
    public int EndBar => FirstBar + Count;

    /// <summary>The decision bar of a row of this window, tune rows first.</summary>
    public int BarOf(int row) => row < TuneCount ? TuneFirstBar + row : FirstBar + row - TuneCount;

    internal static void CheckFit(IReadOnlyList<PredictionWindow> windows, int bars, List<string> errors)
    {
        if (windows.Count == 0 || windows[^1].EndBar <= bars) return;
        errors.Add($"the last window ends at bar {windows[^1].EndBar - 1}, but the series ends at bar {bars - 1}.");
    }

    /// <summary>What is wrong with a list of windows; nothing when it can be used. Report windows ascend and do not overlap.</summary>
    internal static void Check(IReadOnlyList<PredictionWindow> windows, List<string> errors)
    {
        if (windows.Count == 0) errors.Add("there are no windows; at least one report window is needed.");
        HashSet<string> ids = new(StringComparer.Ordinal);
        for (int i = 0; i < windows.Count; i++)
        {
            PredictionWindow window = windows[i];
            string name = $"window {i} ('{window.Id}')";
            if (string.IsNullOrWhiteSpace(window.Id)) errors.Add($"{name} has no id.");
            else if (!ids.Add(window.Id)) errors.Add($"{name} has an id that an earlier window has; ids must differ.");
            if (window.Count <= 0) errors.Add($"{name} has {window.Count} report rows, but needs at least 1.");
            if (window.FirstBar < 0) errors.Add($"{name} starts at bar {window.FirstBar}, but bars count from 0.");
            if (window.TuneCount < 0) errors.Add($"{name} has {window.TuneCount} tune rows, but needs 0 or more.");
            if (window.TuneCount > 0 && (window.TuneFirstBar < 0 || window.TuneFirstBar + window.TuneCount > window.FirstBar))
            {
                int last = window.TuneFirstBar + window.TuneCount - 1;
                errors.Add($"{name} has tune rows at bars {window.TuneFirstBar} to {last}, but they must lie between bar 0 and its first report bar {window.FirstBar}.");
            }

            if (i > 0 && window.FirstBar < windows[i - 1].EndBar)
            {
                int end = windows[i - 1].EndBar - 1;
                errors.Add($"{name} starts at bar {window.FirstBar}, but the window before it ends at bar {end}; report windows must ascend and not overlap.");
            }
        }
    }
}
