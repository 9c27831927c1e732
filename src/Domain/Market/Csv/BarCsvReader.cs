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

    public static Task<BarSeries> ReadAsync(Stream stream, Symbol symbol, Timeframe timeframe, MarketCalendar calendar, CancellationToken cancellation = default) =>
        ReadAsync(stream, symbol, timeframe, calendar, long.MaxValue, cancellation);

    /// <param name="stream">Of a stranger, it may be: a few bytes of gzip can stand for any number of lines.</param>
    /// <param name="symbol">Whose bars they are.</param>
    /// <param name="timeframe">Of the bars.</param>
    /// <param name="calendar">Of the market.</param>
    /// <param name="mostBytes">Of the text when it is unpacked; more is a <see cref="BarCsvException"/> (<see cref="BarCsvException.IsTooLarge"/>).</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<BarSeries> ReadAsync(
        Stream stream, Symbol symbol, Timeframe timeframe, MarketCalendar calendar, long mostBytes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(calendar);
        using BarCsvParser parser = new(timeframe, mostBytes);
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
