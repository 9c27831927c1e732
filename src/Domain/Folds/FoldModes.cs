namespace ServerlessTraining.Domain.Folds;

/// <summary>The one spelling of each mode, in configurations, commands and keys.</summary>
public static class FoldModes
{
    private static readonly (FoldMode Mode, string Name)[] Known =
        [(FoldMode.Quick, "quick"), (FoldMode.Full, "full"), (FoldMode.Single, "single"), (FoldMode.Cpcv, "cpcv")];

    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    public static FoldMode Parse(string text)
    {
        foreach ((FoldMode mode, string name) in Known)
        {
            if (name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase)) return mode;
        }

        throw new ServerlessTrainingException($"'{text}' is not a fold mode. Allowed are {string.Join(", ", Names)}.");
    }

    public static string Name(this FoldMode mode) => Known[(int)mode].Name;
}
