using System.IO.Compression;

namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>A stream that may be gzip: its first two bytes tell. It belongs to the caller and stays open.</summary>
internal sealed class BarCsvSource : IDisposable
{
    private const int MagicLength = 2;
    private readonly ProbedStream raw;
    private readonly GZipStream? unzipped;

    private BarCsvSource(Stream stream, byte[] head)
    {
        raw = new ProbedStream(stream, head);
        if (head is [0x1F, 0x8B]) unzipped = new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true);
    }

    public static BarCsvSource Open(Stream stream)
    {
        byte[] head = new byte[MagicLength];
        int count = stream.ReadAtLeast(head, MagicLength, throwOnEndOfStream: false);
        return new BarCsvSource(stream, head[..count]);
    }

    public static async ValueTask<BarCsvSource> OpenAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] head = new byte[MagicLength];
        int count = await stream.ReadAtLeastAsync(head, MagicLength, throwOnEndOfStream: false, cancellation);
        return new BarCsvSource(stream, head[..count]);
    }

    /// <summary>0 at the end; <see cref="InvalidDataException"/> where gzip data is damaged or cut off.</summary>
    public int Read(Span<byte> into) => AtEnd(Active.Read(into));

    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellation) => AtEnd(await Active.ReadAsync(into, cancellation));

    public void Dispose()
    {
        unzipped?.Dispose();
        raw.Dispose();
    }

    private Stream Active => (Stream?)unzipped ?? raw;

    // The framework takes data that is cut off for data that has ended. Only a member that is whole can be followed by another one: if the
    // probe is understood, nothing was missing.
    private int AtEnd(int count)
    {
        if (count > 0 || unzipped is null) return count;
        raw.SendProbe();
        Span<byte> answer = stackalloc byte[2];
        return unzipped.Read(answer) == 1 && answer[0] == ProbedStream.Answer ? 0 : throw new InvalidDataException("The gzip data is cut off.");
    }
}
