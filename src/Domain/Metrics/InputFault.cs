namespace ServerlessTraining.Domain.Metrics;

/// <summary>Input that no figure may be computed from is refused, not dropped: a figure over fewer bars than its reader believes is worse than none.</summary>
internal static class InputFault
{
    /// <summary>All faults in one text. Null stands for no fault.</summary>
    public static void ThrowIfAny(params ReadOnlySpan<string?> faults)
    {
        string text = "";
        foreach (string? fault in faults)
        {
            if (fault is not null) text = text.Length == 0 ? fault : $"{text} {fault}";
        }

        if (text.Length > 0) throw new ServerlessTrainingException(text);
    }

    public static string? NotFinite(ReadOnlySpan<double> values, string what) =>
        Outside(values, double.IsFinite, what, "a finite number. Drop what has no value, on both sides where two series are compared.");

    public static string? NotProbability(ReadOnlySpan<double> values) =>
        Outside(values, value => value is >= 0 and <= 1, "probability", "between 0 and 1. Drop the bars without a prediction.");

    public static string? NotBinary(ReadOnlySpan<double> values) =>
        Outside(values, value => value is 0 or 1, "label", "0 or 1. Drop the bars without a label.");

    public static string? NotSameLength(int left, string leftName, int right, string rightName) =>
        left == right ? null : $"There are {left} {leftName} but {right} {rightName}; they must come in pairs. Cut both to the same bars.";

    public static string? NotPositive(double value, string what) =>
        double.IsFinite(value) && value > 0 ? null : $"{what} is {value}; it must be a finite number above 0.";

    private static string? Outside(ReadOnlySpan<double> values, Predicate<double> allowed, string what, string rule)
    {
        int first = -1;
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (allowed(values[i])) continue;
            if (count++ == 0) first = i;
        }

        return count == 0 ? null : $"{count} of {values.Length} {Plural(what)} cannot be used, the first is {what} {first} (counted from 0), {values[first]}; each must be {rule}";
    }

    private static string Plural(string what) => what[^1] == 'y' ? what[..^1] + "ies" : what + "s";
}
