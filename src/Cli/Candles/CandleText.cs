using System.Globalization;
using ServerlessTraining.Cli.Following;

namespace ServerlessTraining.Cli.Candles;

/// <summary>Trainings from a candle in words.</summary>
internal static class CandleText
{
    public const string Completed = "completed";
    private const string Started = "started";

    public static bool IsOver(JsonLook run) => run["status"].Text != Started;

    public static int Code(JsonLook run) => run["status"].Text == Completed ? ExitCodes.Done : ExitCodes.Failed;

    public static string Market(JsonLook run) => $"{run["symbol"].Text} {run["timeframe"].Text}";

    public static string Params(JsonLook settings) => Shown.Of([.. settings.Members.Select(one => $"{one.Name}={one.Value.Text}")]);

    /// <summary>Four decimals: between two candles the third is what differs.</summary>
    public static string Figure(JsonLook figure) => figure.Number is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : Shown.Nothing;

    public static string Percent(JsonLook share) => share.Number is { } number ? (100 * number).ToString("0.# '%'", CultureInfo.InvariantCulture) : Shown.Nothing;

    public static string Bar(JsonLook run) => $"{Market(run)} at {run["candle_date"].Time}  {ProgressText.Bar(100 * (run["progress"].Number ?? 0))}";

    /// <summary>What a training that has no results ended with.</summary>
    public static string End(JsonLook run) => run["error"].IsThere ? $"{run["status"].Text}: {run["error"].Text}" : run["status"].Text;
}
