namespace ServerlessTraining.Domain.Inference;

/// <summary>The one spelling of methods and ensembles in names, settings and files.</summary>
public static class StrategyNames
{
    /// <summary>By the number of the enum member.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["direct", "recursive", "direct_multi"];

    /// <summary>By the number of the enum member.</summary>
    public static IReadOnlyList<string> Ensembles { get; } = ["mean", "weighted", "stacking", "variance"];

    public static string Of(PredictionMethod method) => Methods[(int)method];

    public static string Of(EnsembleMethod ensemble) => Ensembles[(int)ensemble];

    public static bool TryParse(string? text, out PredictionMethod method)
    {
        int index = IndexOf(Methods, text);
        method = (PredictionMethod)Math.Max(index, 0);
        return index >= 0;
    }

    public static bool TryParse(string? text, out EnsembleMethod ensemble)
    {
        int index = IndexOf(Ensembles, text);
        ensemble = (EnsembleMethod)Math.Max(index, 0);
        return index >= 0;
    }

    private static int IndexOf(IReadOnlyList<string> names, string? text)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(text, StringComparison.Ordinal)) return i;
        }

        return -1;
    }
}
