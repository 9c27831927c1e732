using System.Globalization;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Makes of the figures of a comparison a verdict. Every figure at every horizon is a chance to be misled, so their p-values are corrected together, by Holm's method, and
/// a preset is called better only where some figure says so and none says the contrary. Nothing but arithmetic.</summary>
internal static class ComparisonVerdict
{
    public const double Level = 0.05;
    private const string A = "a";
    private const string B = "b";

    public static ComparisonResult Of(ComparisonWindow window, IReadOnlyList<ComparedHorizon> horizons)
    {
        ComparedHorizon[] judged = [.. Adjusted(horizons).Select(one => one with { Verdict = OfHorizon(one) })];
        string[] winners =
        [
            .. judged.SelectMany(one => new[] { WinnerOf(one.LogLoss, lowerIsBetter: true), WinnerOf(one.Returns, lowerIsBetter: false) }).OfType<string>().Distinct(),
        ];
        string? winner = winners.Length == 1 ? winners[0] : null;
        return new ComparisonResult(window, judged, winner, Words(winner, winners.Length, judged));
    }

    /// <summary>Holm: the least p-value times the number of figures, the next times one less, and so on, never falling.</summary>
    internal static double[] Holm(IReadOnlyList<double> values)
    {
        double[] adjusted = new double[values.Count];
        double least = 0;
        int rest = values.Count;
        foreach (int place in Enumerable.Range(0, values.Count).OrderBy(i => values[i]))
        {
            least = Math.Max(least, Math.Min(1, values[place] * rest--));
            adjusted[place] = least;
        }

        return adjusted;
    }

    private static ComparedHorizon[] Adjusted(IReadOnlyList<ComparedHorizon> horizons)
    {
        double[] values = [.. horizons.SelectMany(one => new[] { one.LogLoss, one.Returns }).Select(figure => figure.P.Value).OfType<double>()];
        Queue<double> adjusted = new(Holm(values));
        return [.. horizons.Select(one => one with { LogLoss = With(one.LogLoss), Returns = With(one.Returns) })];

        PairedFigures With(PairedFigures figure) => figure with { AdjustedP = figure.P.IsDefined ? MetricValue.Of(adjusted.Dequeue()) : figure.P };
    }

    private static string? WinnerOf(PairedFigures figure, bool lowerIsBetter)
    {
        if (!(figure.AdjustedP.Value < Level)) return null;
        return figure.Difference.Value < 0 == lowerIsBetter ? A : B;
    }

    private static string OfHorizon(ComparedHorizon one)
    {
        string loss = Clause("log loss", one.LogLoss, WinnerOf(one.LogLoss, lowerIsBetter: true));
        string returns = Clause("returns", one.Returns, WinnerOf(one.Returns, lowerIsBetter: false));
        return $"{loss}; {returns}";
    }

    private static string Clause(string name, PairedFigures figure, string? winner)
    {
        if (figure.AdjustedP.Value is not { } p) return $"{name}: not judged ({figure.AdjustedP.Reason})";
        string probability = p < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {p:0.000}");
        return winner is null ? $"{name}: no difference beyond chance ({probability})" : $"{name}: {winner.ToUpperInvariant()} is better ({probability})";
    }

    private static string Words(string? winner, int sides, ComparedHorizon[] judged)
    {
        string bars = $"{judged[0].LogLoss.Bars} bars";
        if (sides == 2) return $"Mixed: by some figures A is better, by others B, each beyond chance at the 5 % level over {bars}.";
        if (winner is not null) return $"{winner.ToUpperInvariant()} is better beyond chance at the 5 % level over {bars}.";
        return Array.TrueForAll(judged, one => !one.LogLoss.P.IsDefined && !one.Returns.P.IsDefined)
            ? $"Nothing can be said: {judged[0].LogLoss.P.Reason}."
            : $"Neither is better beyond chance: at the 5 % level {bars} tell no difference.";
    }
}
