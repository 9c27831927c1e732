using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;

namespace ServerlessTraining.Domain.Tests.Market.Csv;

/// <summary>Whatever comes in, there is a series or an error with a place.</summary>
public sealed class BarCsvMutationTests
{
    private const int MostLines = 30;

    [Fact]
    public void Read_FiveThousandDamagedFiles_GivesASeriesOrNamesThePlace() => Property.Holds(
        random =>
        {
            BarSeries bars = RandomMarket.Walk(random, 1 + random.Next(MostLines));
            byte[] file = TestBars.Write(bars);
            bool zipLast = random.Next(4) == 0;
            bool zipFirst = !zipLast && random.Next(3) == 0;
            if (zipFirst) file = CsvCases.Gzip(file);
            for (int i = random.Next(4); i >= 0; i--) file = Mutate(random, file);
            if (zipLast) file = CsvCases.Gzip(file);

            try
            {
                BarSeries read = BarCsvReader.Read(new CsvCases.Trickle(file, 1 + random.Next(200)), bars.Symbol, bars.Timeframe, bars.Calendar);
                Assert.True(read.Count > 0);
                // Whatever passed is itself a file that passes.
                TestBars.AssertSame(read, CsvCases.Read(TestBars.Write(read), read));
            }
            catch (BarCsvException error)
            {
                Assert.True(error.Line >= 1 && error.Column >= 1);
                Assert.StartsWith($"line {error.Line}, column {error.Column}", error.Message);
                Assert.DoesNotContain(error.Message, char.IsControl);
            }
        },
        runs: 5000);

    private static byte[] Mutate(SeededRandom random, byte[] file)
    {
        if (file.Length == 0) return [(byte)random.Next(256)];
        int at = random.Next(file.Length);
        int length = Math.Min(1 + random.Next(20), file.Length - at);
        byte[] odd = [(byte)',', (byte)'"', (byte)'\n', (byte)'\r', (byte)'-', (byte)'.', (byte)'e', 0, 0xFF, (byte)random.Next(256)];
        switch (random.Next(11))
        {
            case 0:
                file = [.. file];
                file[at] ^= (byte)(1 << random.Next(8));
                return file;
            case 1:
                return [.. file[..at], odd[random.Next(odd.Length)], .. file[at..]];
            case 2:
                return [.. file[..at], .. file[(at + length)..]];
            case 3:
                return [.. file[..(at + length)], .. file[at..]];
            case 4:
                return file[..at];
            case 5:
                int other = random.Next(file.Length);
                file = [.. file];
                (file[at], file[other]) = (file[other], file[at]);
                return file;
            case 6:
                byte[] huge = new byte[random.Next(50) == 0 ? 2_000_000 : 3000];
                Array.Fill(huge, odd[random.Next(odd.Length)]);
                return [.. file[..at], .. huge, .. file[at..]];
            default:
                return MutateLines(random, file);
        }
    }

    private static byte[] MutateLines(SeededRandom random, byte[] file)
    {
        List<string> lines = [.. System.Text.Encoding.Latin1.GetString(file).Split('\n')];
        int at = random.Next(lines.Count);
        int other = random.Next(lines.Count);
        switch (random.Next(3))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(other, lines[at]);
                break;
            default:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
        }

        return System.Text.Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }
}
