using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Models.Tests.OwnModel;

namespace ServerlessTraining.Models.Tests.Files;

public sealed class ModelFileDamageTests
{
    private const ulong Seed = 20261121;
    private const int Cases = 2000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_AnyByteFlipped_IsRefusedBeforeLoading(bool compressed)
    {
        IReadOnlyDictionary<string, byte[]> good = PackedStump.Pack();
        if (compressed) good = ModelFile.Compress(good);
        string[] names = [.. good.Keys.Order(StringComparer.Ordinal)];
        (string Name, int Position)[] places = [.. names.SelectMany(name => Enumerable.Range(0, good[name].Length).Select(i => (name, i)))];
        SeededRandom random = new(Seed);
        SpyTrainer spy = new();
        ModelTypes types = new([spy]);
        for (int i = 0; i < Cases; i++)
        {
            // Each file has its turn: the manifest is larger than the others together.
            (string name, int position) = places[random.Next(places.Length)];
            if (i % 2 == 0)
            {
                name = names[random.Next(names.Length)];
                position = random.Next(good[name].Length);
            }

            byte flip = (byte)(1 + random.Next(255));
            Dictionary<string, byte[]> damaged = good.ToDictionary();
            damaged[name] = [.. good[name]];
            damaged[name][position] ^= flip;
            Exception? error = Record.Exception(() => ModelFile.Open(damaged, types));
            Assert.True(error is ServerlessTrainingException, $"seed {Seed}: byte {position} of {name} ^ {flip}: {error?.ToString() ?? "opened"}");
        }

        Assert.Equal(0, spy.Loads);
    }

    /// <summary>Under checksums that fit, so that the reader has to see to itself. What is opened in spite of a change (of the time, say) is a model all the same.</summary>
    [Fact]
    public void Open_HostileManifest_ThrowsNothingButOurs()
    {
        Dictionary<string, byte[]> good = PackedStump.Pack();
        byte[] manifest = good[PackedStump.Manifest];
        SeededRandom random = new(Seed);
        ModelTypes types = new([new StumpTrainer()]);
        int refused = 0;
        for (int i = 0; i < Cases; i++)
        {
            byte[] hostile = Mutate(manifest, random);
            Exception? error = Record.Exception(() =>
            {
                using OpenedModel opened = ModelFile.Open(PackedStump.WithManifest(good, hostile), types);
            });
            Assert.True(error is null or ServerlessTrainingException, $"seed {Seed}, case {i}: {error}\n{Encoding.UTF8.GetString(hostile)}");
            if (error is not null) refused++;
        }

        Assert.InRange(refused, Cases / 2, Cases);
    }

    private static byte[] Mutate(byte[] manifest, SeededRandom random)
    {
        List<byte> bytes = [.. manifest];
        int changes = 1 + random.Next(3);
        for (int change = 0; change < changes; change++)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(1 + random.Next(40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - 1));
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, Hostile[random.Next(Hostile.Length)]);
                    break;
                case 4:
                    ReplaceValue(bytes, at, Hostile[random.Next(Hostile.Length)]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.Add((byte)'}');
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>From the next colon to the next comma: most of the time the JSON stays JSON.</summary>
    private static void ReplaceValue(List<byte> bytes, int at, byte[] by)
    {
        int colon = bytes.IndexOf((byte)':', at);
        int end = colon < 0 ? -1 : bytes.IndexOf((byte)',', colon);
        if (end < 0) return;
        bytes.RemoveRange(colon + 1, end - colon - 1);
        bytes.InsertRange(colon + 1, by);
    }

    private static readonly byte[][] Hostile =
    [
        .. ((string[])
        [
            "null", "-1", "1e999", "1e-999", "9007199254740993", "0", "2147483648", "true", "NaN", "\0", "[]", "{}", "[[[[[[[[", "[1,2,3]",
            "\"\"", "\"\\ud800\"", "\"../x\"", "\"direction_h99999999999\"",
        ]).Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3, 0x28],
    ];
}
