using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>Bars from an exchange's JSON: one array a bar, with open time in milliseconds, open, high, low, close and volume, then more that is not needed.</summary>
internal static class KlinesPage
{
    private const int NeededColumns = 6;
    private static readonly long MostMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>All bars of the page, also one that is not complete; the domain's rules hold for them.</summary>
    /// <param name="body">As it was answered.</param>
    /// <param name="from">Where the page was asked to begin.</param>
    /// <param name="market">Symbol, timeframe and calendar.</param>
    /// <exception cref="FeedException">It is anything else; the message names the row.</exception>
    public static BarSeries Read(ReadOnlyMemory<byte> body, DateTimeOffset from, (Symbol Symbol, Timeframe Timeframe, MarketCalendar Calendar) market)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Array) throw new FeedException($"The exchange answered with {Show(json.RootElement)}; a list of klines is needed.");
            int count = json.RootElement.GetArrayLength();
            BarColumns columns = new(new long[count], new double[count], new double[count], new double[count], new double[count], new double[count]);
            double[][] values = [columns.Open, columns.High, columns.Low, columns.Close, columns.Volume];
            int row = 0;
            foreach (JsonElement element in json.RootElement.EnumerateArray())
            {
                columns.Ticks[row] = Take(element, row, values, market.Timeframe, from);
                row++;
            }

            return BarSeries.Create(market.Symbol, market.Timeframe, market.Calendar, columns);
        }
        catch (JsonException error)
        {
            throw new FeedException("The exchange answered with something that is no JSON. Is the address that of a klines endpoint?", error);
        }
        catch (ServerlessTrainingException error) when (error is not FeedException)
        {
            throw new FeedException($"The exchange answered with a bad kline: {error.Message}", error);
        }
    }

    private static long Take(JsonElement element, int row, double[][] values, Timeframe timeframe, DateTimeOffset from)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() < NeededColumns) throw Bad(row, element, $"an array of at least {NeededColumns} values is needed");
        if (element[0].ValueKind != JsonValueKind.Number || !element[0].TryGetInt64(out long milliseconds) || milliseconds < 0 || milliseconds > MostMilliseconds)
        {
            throw Bad(row, element[0], "an open time in milliseconds since 1970 is needed");
        }

        DateTimeOffset open = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        if (!timeframe.IsOnGrid(open.UtcTicks)) throw Bad(row, element[0], $"the open time of a {timeframe} bar is needed, and this is {TimeInterval.Text(open)}");
        if (open < from) throw Bad(row, element[0], $"a time from {TimeInterval.Text(from)} on was asked for, and this is {TimeInterval.Text(open)}");
        for (int i = 0; i < values.Length; i++) values[i][row] = Number(element[i + 1], row);
        return open.UtcTicks;
    }

    private static double Number(JsonElement element, int row)
    {
        string? text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw Bad(row, element, "a number is needed");
    }

    private static FeedException Bad(int row, JsonElement element, string needed) => new($"Row {row + 1} of the exchange's answer has {Show(element)}: {needed}.");

    private static string Show(JsonElement element) => DocumentText.Cut(element.GetRawText());
}
