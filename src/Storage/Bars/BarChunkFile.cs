using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Documents;

namespace ServerlessTraining.Storage.Bars;

/// <summary>The bytes of a chunk: gzip of a mark, the count, then ticks and the five columns, eight bytes a value, lowest first.</summary>
internal static class BarChunkFile
{
    private const int HeadBytes = 8;
    private const int Columns = 6;
    private static ReadOnlySpan<byte> Mark => "bar1"u8;

    public static byte[] Write(BarSeries bars)
    {
        byte[] plain = new byte[HeadBytes + (bars.Count * Columns * sizeof(long))];
        Mark.CopyTo(plain);
        BinaryPrimitives.WriteInt32LittleEndian(plain.AsSpan(Mark.Length), bars.Count);
        Span<byte> left = plain.AsSpan(HeadBytes);
        left = Put(left, bars.OpenTicks);
        left = Put(left, Bits(bars.Open));
        left = Put(left, Bits(bars.High));
        left = Put(left, Bits(bars.Low));
        left = Put(left, Bits(bars.Close));
        Put(left, Bits(bars.Volume));
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest)) gzip.Write(plain);
        return packed.ToArray();
    }

    /// <summary>Names the bars, not the gzip, which may differ between versions of the library.</summary>
    public static string HashOf(BarSeries bars) => SeriesFingerprint.Of(bars)[..32];

    public static BarColumns Read(ReadOnlyMemory<byte> packed, int count, string blob)
    {
        byte[] plain = new byte[HeadBytes + (count * Columns * sizeof(long))];
        try
        {
            using GZipStream gzip = new(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            bool good = gzip.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false) == plain.Length && gzip.ReadByte() < 0
                && plain.AsSpan().StartsWith(Mark) && BinaryPrimitives.ReadInt32LittleEndian(plain.AsSpan(Mark.Length)) == count;
            if (!good) throw Damaged(blob, null);
        }
        catch (InvalidDataException broken)
        {
            throw Damaged(blob, broken);
        }

        return new BarColumns(Ticks(plain, 0, count), Values(plain, 1, count), Values(plain, 2, count), Values(plain, 3, count), Values(plain, 4, count), Values(plain, 5, count));
    }

    private static StoredDocumentException Damaged(string blob, Exception? inner) =>
        new($"The bars in blob {blob} are damaged. Import them again, or restore the blob from a copy.", inner!);

    private static ReadOnlySpan<long> Bits(ReadOnlySpan<double> values) => MemoryMarshal.Cast<double, long>(values);

    private static Span<byte> Put(Span<byte> to, scoped ReadOnlySpan<long> values)
    {
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(to[(i * sizeof(long))..], values[i]);
        return to[(values.Length * sizeof(long))..];
    }

    private static long[] Ticks(byte[] plain, int column, int count)
    {
        long[] values = new long[count];
        ReadOnlySpan<byte> from = plain.AsSpan(HeadBytes + (column * count * sizeof(long)));
        for (int i = 0; i < count; i++) values[i] = BinaryPrimitives.ReadInt64LittleEndian(from[(i * sizeof(long))..]);
        return values;
    }

    private static double[] Values(byte[] plain, int column, int count)
    {
        double[] values = new double[count];
        ReadOnlySpan<byte> from = plain.AsSpan(HeadBytes + (column * count * sizeof(long)));
        for (int i = 0; i < count; i++) values[i] = BinaryPrimitives.ReadDoubleLittleEndian(from[(i * sizeof(long))..]);
        return values;
    }
}
