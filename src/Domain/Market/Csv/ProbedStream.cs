namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>A stream with its first bytes put back in front and, once asked for, a small gzip member behind its end.</summary>
internal sealed class ProbedStream(Stream stream, byte[] head) : Stream
{
    public const byte Answer = (byte)'!';

    // gzip of the one byte '!'.
    private static readonly byte[] Probe = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x53, 4, 0, 0xD3, 0xFF, 0x6B, 0x9E, 1, 0, 0, 0];
    private ReadOnlyMemory<byte> next = head;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The stream has ended; from now on this gives the probe.</summary>
    public void SendProbe()
    {
        ended = true;
        next = Probe;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => next.IsEmpty && !ended ? stream.Read(buffer) : ReadNext(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        next.IsEmpty && !ended ? stream.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(ReadNext(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int ReadNext(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, next.Length);
        next.Span[..count].CopyTo(buffer);
        next = next[count..];
        return count;
    }
}
