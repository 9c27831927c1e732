using System.Globalization;
using System.IO.Compression;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

/// <summary>The real bars beside the checkout: gzip, a header, and a line a bar.</summary>
internal static class BarsFile
{
    public static BarSeries Read(string file, string symbol, Timeframe timeframe)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(ReferenceData.BarsFile(file)), CompressionMode.Decompress));
        reader.ReadLine();
        List<string[]> lines = [];
        while (reader.ReadLine() is { } line) lines.Add(line.Split(','));
        double[] Column(int index) => [.. lines.Select(fields => double.Parse(fields[index], CultureInfo.InvariantCulture))];
        long[] ticks = [.. lines.Select(fields => DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks)];
        return BarSeries.Create(Symbol.Parse(symbol), timeframe, MarketCalendar.Crypto, new BarColumns(ticks, Column(1), Column(2), Column(3), Column(4), Column(5)));
    }
}
