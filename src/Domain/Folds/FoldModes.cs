namespace ServerlessTraining.Domain.Folds;

/// <summary>The one spelling of each mode, in configurations, commands and keys.</summary>
public static class FoldModes
{
    private static readonly (FoldMode Mode, string Name)[] Known =
        [(FoldMode.Quick, "quick"), (FoldMode.Full, "full"), (FoldMode.Single, "single"), (FoldMode.Cpcv, "cpcv")];

    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    public static FoldMode Parse(string text) => TryParse(text, out FoldMode mode)
        ? mode
        : throw new ServerlessTrainingException($"'{text}' is not a fold mode. Allowed are {string.Join(", ", Names)}.");

    public static bool TryParse(string? text, out FoldMode mode)
    {
        int found = Array.FindIndex(Known, known => known.Name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase));
        mode = found < 0 ? default : Known[found].Mode;
        return found >= 0;
    }

    public static string Name(this FoldMode mode) => Known[(int)mode].Name;
}
