using System.IO.Compression;
using System.Text;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;

namespace ServerlessTraining.Domain.Tests.Market.Csv;

/// <summary>Files for the reader, and streams that give them in pieces.</summary>
internal static class CsvCases
{
    public static BarSeries Read(byte[] file, BarSeries like) => BarCsvReader.Read(new MemoryStream(file), like.Symbol, like.Timeframe, like.Calendar);

    public static byte[] Gzip(ReadOnlySpan<byte> data)
    {
        using MemoryStream stream = new();
        using (GZipStream zipped = new(stream, CompressionLevel.Fastest, leaveOpen: true)) zipped.Write(data);
        return stream.ToArray();
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Gives at most so many bytes a read, as a network does.</summary>
    internal sealed class Trickle(byte[] data, int most) : MemoryStream(data)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
    }
}
