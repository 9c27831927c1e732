using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary>The equity of a run's best strategy as one line.</summary>
internal static class EquitySketch
{
    private const int Width = 60;
    private const int Decimals = 2;
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>Nothing where there is no equity.</summary>
    public static void Print(IAnsiConsole console, JsonLook equity)
    {
        double[] values = [.. equity["equity"].Items.Select(item => item.Number).OfType<double>()];
        if (values.Length == 0) return;
        console.WriteLine(Of(values));
        console.WriteLine($"Equity of {equity["strategy"].Text}, from {Shown.Of(Math.Round(values[0], Decimals))} to {Shown.Of(Math.Round(values[^1], Decimals))}");
    }

    /// <summary>The last value of each column, the least of all at the bottom and the most at the top.</summary>
    private static string Of(double[] values)
    {
        int columns = Math.Min(Width, values.Length);
        double least = values.Min();
        double range = values.Max() - least;
        return string.Concat(Enumerable.Range(1, columns).Select(column => values[(int)((long)column * values.Length / columns) - 1])
            .Select(value => Levels[range > 0 ? (int)Math.Round((value - least) / range * (Levels.Length - 1)) : 0]));
    }
}
