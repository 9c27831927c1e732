using System.Globalization;
using System.IO.Compression;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Domain.Tests.Market;

namespace ServerlessTraining.Domain.Tests;

/// <summary>The real files beside the checkout. Their names say symbol, timeframe and years.</summary>
internal static class RealBars
{
    public static BarSeries Read(string name)
    {
        string[] parts = name.Split('_');
        Symbol symbol = Symbol.Parse(parts[0]);
        using Stream file = File.OpenRead(ReferenceData.BarsFile(name + ".csv.gz"));
        return BarCsvReader.Read(file, symbol, Timeframe.Parse(parts[1]), MarketCalendar.Guess(symbol));
    }

    /// <summary>The same file read the slow and plain way.</summary>
    public static IEnumerable<Bar> ReadPlainly(string name)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(ReferenceData.BarsFile(name + ".csv.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            double Number(int i) => double.Parse(fields[i], CultureInfo.InvariantCulture);
            yield return new Bar(TestBars.Utc(fields[0]), Number(1), Number(2), Number(3), Number(4), Number(5));
        }
    }
}
