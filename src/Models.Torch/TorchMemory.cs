using System.Runtime.InteropServices;
using ServerlessTraining.Models.Lstm;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ServerlessTraining.Models.Torch;

/// <summary>Numbers between our memory and that of a device.</summary>
internal static unsafe class TorchMemory
{
    // TorchSharp hands out the bytes of a tensor as a span, which ends at two gigabytes.
    private const long MostFloats = 1 << 28;

    /// <summary>A matrix with so many columns.</summary>
    public static Tensor Upload(FloatBuffer buffer, int columns, torch.Device device)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor copy = torch.empty(buffer.Length, torch.ScalarType.Float32);
        for (long start = 0; start < buffer.Length; start += MostFloats)
        {
            int count = (int)Math.Min(MostFloats, buffer.Length - start);
            copy.narrow(0, start, count).bytes = MemoryMarshal.AsBytes(new Span<float>(buffer.Pointer + start, count));
        }

        return copy.view(-1, columns).to(device).MoveToOuterDisposeScope();
    }

    public static Tensor Upload<T>(ReadOnlySpan<T> values, torch.ScalarType type, torch.Device device)
        where T : unmanaged
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor copy = torch.empty(values.Length, type);
        values.CopyTo(MemoryMarshal.Cast<byte, T>(copy.bytes));
        return copy.to(device).MoveToOuterDisposeScope();
    }

    /// <summary>Waits for the device.</summary>
    public static void Download<T>(Tensor tensor, Span<T> target)
        where T : unmanaged
    {
        using DisposeScope scope = torch.NewDisposeScope();
        MemoryMarshal.Cast<byte, T>(tensor.cpu().contiguous().bytes).CopyTo(target);
    }
}
