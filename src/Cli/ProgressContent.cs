using System.Net;

namespace ServerlessTraining.Cli;

/// <summary>A body that tells how much of it has been sent.</summary>
internal sealed class ProgressContent(ReadOnlyMemory<byte> body, Action<double> sent) : HttpContent
{
    private const int Part = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        for (int at = 0; at < body.Length; at += Part)
        {
            int count = Math.Min(Part, body.Length - at);
            await stream.WriteAsync(body.Slice(at, count), cancellationToken);
            sent((double)(at + count) / body.Length);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
