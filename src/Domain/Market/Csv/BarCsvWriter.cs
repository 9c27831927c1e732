using System.Buffers;
using System.IO.Compression;

namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>Writes bars as CSV that <see cref="BarCsvReader"/> reads back bit for bit. Streams stay open.</summary>
public static class BarCsvWriter
{
    private const int BufferLength = 64 * 1024;

    public static void Write(Stream stream, BarSeries bars)
    {
        BarCsvFormatter formatter = new(NotEmpty(stream, bars));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (formatter.Next(buffer) is > 0 and int count) stream.Write(buffer.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static async Task WriteAsync(Stream stream, BarSeries bars, CancellationToken cancellation = default)
    {
        BarCsvFormatter formatter = new(NotEmpty(stream, bars));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (formatter.Next(buffer) is > 0 and int count) await stream.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static void WriteGzip(Stream stream, BarSeries bars, CompressionLevel level = CompressionLevel.Optimal)
    {
        NotEmpty(stream, bars);
        using GZipStream zipped = new(stream, level, leaveOpen: true);
        Write(zipped, bars);
    }

    public static async Task WriteGzipAsync(Stream stream, BarSeries bars, CompressionLevel level = CompressionLevel.Optimal, CancellationToken cancellation = default)
    {
        NotEmpty(stream, bars);
        await using GZipStream zipped = new(stream, level, leaveOpen: true);
        await WriteAsync(zipped, bars, cancellation);
    }

    // A file without bars could not be read back, so it is refused before it exists.
    private static BarSeries NotEmpty(Stream stream, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(bars);
        return bars.Count > 0
            ? bars
            : throw new ServerlessTrainingException($"The series {bars.Symbol} {bars.Timeframe} has no bars: there is nothing to write. At least one is needed.");
    }
}
