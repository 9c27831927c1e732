using System.Buffers;

namespace ServerlessTraining.Domain.Features;

/// <summary>A borrowed column for intermediate values. Its contents are arbitrary until written.</summary>
internal readonly ref struct Scratch : IDisposable
{
    private readonly double[] rented;
    private readonly int length;

    public Scratch(int length)
    {
        rented = ArrayPool<double>.Shared.Rent(length);
        this.length = length;
    }

    public Span<double> Span => rented.AsSpan(0, length);

    public void Dispose() => ArrayPool<double>.Shared.Return(rented);
}
