using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Bars;

/// <summary>Whatever a stranger makes of a file, it is merged or refused with its line; it is never a failure of ours.</summary>
public sealed partial class MutatedCsvTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int Mutants = 500;
    private static readonly string[] Words =
    [
        "", "NaN", "-1", "1e999", "\"", "\"\"", "\n", "\r\n", ",", ";", "0", "1970-01-01", "\0", "é", "9999-12-31T23:00:00Z", "1e-400", "--", "∞",
    ];
    private readonly BarScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(20260105)]
    public async Task Post_MutatedFile_IsMergedOrRefusedWithItsLine(int seed)
    {
        using MemoryStream whole = new();
        BarCsvWriter.Write(whole, scene.Bars(12));
        SeededRandom random = new((ulong)seed);
        int refused = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] body = Mutate(whole.ToArray(), random);
            bool packed = random.Next(4) == 0;
            if (packed) body = Damage(Gzip(body), random);

            (int status, string answer) = await scene.PostAsync(body, "?prefer=new", Token, packed ? "gzip" : null);

            if (status == 200) continue;
            refused++;
            string detail = JsonDocument.Parse(answer).RootElement.GetProperty("detail").GetString()!;
            Assert.True(status == 400 && Line().IsMatch(detail), $"seed {seed}, mutant {i}: {status} {answer}");
        }

        Assert.InRange(refused, Mutants / 4, Mutants);
    }

    private static byte[] Mutate(byte[] file, SeededRandom random)
    {
        List<byte> bytes = [.. file];
        for (int times = 1 + random.Next(3); times > 0; times--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                case 3:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    if (bytes.Count == 0) bytes.Add((byte)'x');
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(60, bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Gzip(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest)) gzip.Write(plain);
        return packed.ToArray();
    }

    // Half of them are left whole.
    private static byte[] Damage(byte[] packed, SeededRandom random) => random.Next(4) switch
    {
        0 => packed[..(2 + random.Next(packed.Length - 2))],
        1 => Flip(packed, 2 + random.Next(packed.Length - 2)),
        _ => packed,
    };

    private static byte[] Flip(byte[] packed, int at)
    {
        packed[at] ^= 0x55;
        return packed;
    }

    [GeneratedRegex("^line [0-9]+, column [0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Line();
}
