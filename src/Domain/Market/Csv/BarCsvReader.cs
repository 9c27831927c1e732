namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>Reads bars from CSV, plain or gzip. The first line names the columns; commas, semicolons and tabs are told apart by it. Nothing
/// is repaired: the first wrong value is a <see cref="BarCsvException"/> with its place. Streams stay open and are read to their end.</summary>
/// <remarks>Every bar must open on its timeframe's grid (<see cref="Timeframe.IsOnGrid"/>). A bar that lies across the edge of a longer bar
/// would carry the future into it; and a file read with the wrong timeframe is found out by this.</remarks>
public static class BarCsvReader
{
    public static BarSeries Read(Stream stream, Symbol symbol, Timeframe timeframe, MarketCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(calendar);
        using BarCsvParser parser = new(timeframe);
        using BarCsvSource source = BarCsvSource.Open(stream);
        try
        {
            while (source.Read(parser.Free.Span) is > 0 and int count) parser.Take(count);
        }
        catch (InvalidDataException)
        {
            throw parser.Damaged();
        }

        return parser.Finish(symbol, calendar);
    }

    public static async Task<BarSeries> ReadAsync(Stream stream, Symbol symbol, Timeframe timeframe, MarketCalendar calendar, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(calendar);
        using BarCsvParser parser = new(timeframe);
        using BarCsvSource source = await BarCsvSource.OpenAsync(stream, cancellation);
        try
        {
            while (await source.ReadAsync(parser.Free, cancellation) is > 0 and int count) parser.Take(count);
        }
        catch (InvalidDataException)
        {
            throw parser.Damaged();
        }

        return parser.Finish(symbol, calendar);
    }
}
