using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Floats outside the garbage collector, aligned for the widest vectors: matrix products read them in place. Starts as zeros. Whoever makes one disposes of it;
/// <see cref="SafeHandle"/> is there for what an exception leaves behind, and to keep the weights of a model alive while a thread predicts.</summary>
internal sealed unsafe class FloatBuffer : SafeHandle
{
    private const nuint Alignment = 64;

    public FloatBuffer(long length)
        : base(0, ownsHandle: true)
    {
        Length = length;
        nuint bytes = checked((nuint)Math.Max(length, 1) * sizeof(float));
        void* start = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(start, bytes);
        SetHandle((nint)start);
    }

    public long Length { get; }

    public override bool IsInvalid => handle == 0;

    public float* Pointer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (float*)handle;
    }

    public Span<float> Span => new(Pointer, checked((int)Length));

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
