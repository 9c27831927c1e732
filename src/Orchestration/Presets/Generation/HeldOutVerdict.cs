using System.Globalization;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Says what a held-out report comes to. Pure.</summary>
internal static class HeldOutVerdict
{
    /// <summary>The least deflated probability of a preset that counts as validated by itself: one chance in twenty that the looks at this market found it by luck, the usual bound
    /// of a test.</summary>
    public const double SureFrom = 0.95;

    /// <summary>What is better on the mean of the objective; equal figures are no better, and one without the figure beats nothing.</summary>
    public static bool Beats(HeldOutFigures figures, HeldOutFigures others, string objective) =>
        figures.Mean(objective) is { } mine && others.Mean(objective) is { } theirs && Gain(objective, mine, theirs) > 0;

    public static bool IsValidated(bool beatsDefaults, MetricValue deflated) => beatsDefaults && deflated.Value >= SureFrom;

    /// <summary>A sentence or two for people.</summary>
    public static string Sentence(HeldOutFigures preset, HeldOutFigures defaults, string objective, MetricValue deflated, long looks)
    {
        string traded = $" Traded after costs the Sharpe ratio is {Ratio(preset)} against {Ratio(defaults)}; "
            + (deflated.Value is { } probability
                ? $"with {(looks == 1 ? "1 look" : $"{looks} looks")} at this market's data the probability that it is no luck is "
                    + $"{probability.ToString("0.00", CultureInfo.InvariantCulture)}."
                : $"whether that is luck cannot be said: {deflated.Reason}.");
        return Compared(preset, defaults, objective) + traded;
    }

    /// <summary>Why the current version stays; null where the new one is better.</summary>
    public static string? Kept(HeldOutFigures preset, HeldOutFigures current, string objective, int version) => Beats(preset, current, objective)
        ? null
        : $"version {version} stays: on the held-out part the new one has {objective} {Figure(preset.Mean(objective))} and version {version}, trained on the same bars, "
            + $"{Figure(current.Mean(objective))}";

    private static string Compared(HeldOutFigures preset, HeldOutFigures defaults, string objective)
    {
        if (preset.Mean(objective) is not { } mine || defaults.Mean(objective) is not { } theirs)
        {
            return $"Nothing was shown against the library's defaults: on the held-out part there is no {objective} for both (preset {Figure(preset.Mean(objective))}, "
                + $"defaults {Figure(defaults.Mean(objective))}).";
        }

        double gain = Gain(objective, mine, theirs);
        string distance = Math.Abs(gain).ToString("0.####", CultureInfo.InvariantCulture);
        int better = preset.Horizons.Keys.Count(horizon =>
            Of(preset, horizon) is { } own && Of(defaults, horizon) is { } other && Gain(objective, own, other) > 0);
        string horizons = preset.Horizons.Count > 1 ? $", better at {better} of {preset.Horizons.Count} horizons" : "";
        string what = gain > 0 ? "The preset beats the library's defaults" : "The library's defaults were not beaten";
        string by = gain > 0 ? $"better by {distance}" : gain < 0 ? $"worse by {distance}" : "they are equal";
        return $"{what} on the held-out part: {objective} {Figure(mine)} against {Figure(theirs)}, {by}{horizons}.";

        double? Of(HeldOutFigures figures, int horizon) => figures.Horizons.GetValueOrDefault(horizon)?.GetValueOrDefault(objective);
    }

    /// <summary>Above zero where it is better.</summary>
    private static double Gain(string objective, double mine, double theirs) => StudyObjectives.LossOf(objective, theirs) - StudyObjectives.LossOf(objective, mine);

    private static string Ratio(HeldOutFigures figures) => figures.Trading.Sharpe.Value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "none";

    private static string Figure(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "none";
}
