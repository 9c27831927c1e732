using System.Globalization;

namespace ServerlessTraining.Cli.Following;

/// <summary>A share that is done, and times, as text.</summary>
internal static class ProgressText
{
    // So that a bar with its words fits a terminal of 80 columns.
    private const int Width = 20;

    /// <param name="percent">0 to 100.</param>
    public static string Bar(double percent)
    {
        int filled = (int)(Width * Math.Clamp(percent, 0, 100) / 100);
        return $"{new string('━', filled)}{new string('─', Width - filled)} {percent.ToString("0", CultureInfo.InvariantCulture),3} %";
    }

    /// <summary>Short: `8 s`, `12 min`, `3 h 20 min`.</summary>
    public static string Time(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Max(0, seconds));
        if (time.TotalMinutes < 1) return $"{time.TotalSeconds.ToString(time.TotalSeconds < 10 ? "0.#" : "0", CultureInfo.InvariantCulture)} s";
        return time.TotalHours < 1 ? $"{Math.Round(time.TotalMinutes)} min" : $"{(int)time.TotalHours} h {time.Minutes} min";
    }
}
