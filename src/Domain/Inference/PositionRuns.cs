using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessTraining.Domain.Inference;

/// <summary>Decisions as stretches of one direction, which are far fewer than rows. A stretch ends where a segment of bars does. Filled anew for each
/// strategy.</summary>
internal sealed class PositionRuns
{
    public const int WordBits = 64;
    private readonly int rows;
    private readonly ulong[] segmentStarts;
    private readonly int[] starts;
    private readonly sbyte[] directions;

    public PositionRuns(IReadOnlyList<BarSegment> segments)
    {
        rows = segments[^1].EndRow;
        segmentStarts = new ulong[(rows + WordBits - 1) / WordBits];
        foreach (BarSegment segment in segments) segmentStarts[segment.FirstRow / WordBits] |= 1UL << (segment.FirstRow % WordBits);
        starts = new int[rows + 1];
        directions = new sbyte[rows];
    }

    public int Count { get; private set; }

    /// <summary>Length that <see cref="Fill"/> wants of confidences: rows, filled up to whole words.</summary>
    public int PaddedRows => segmentStarts.Length * WordBits;

    public int Words => segmentStarts.Length;

    public int Start(int run) => starts[run];

    /// <summary>The row behind the last one of the run.</summary>
    public int End(int run) => starts[run + 1];

    public int Direction(int run) => directions[run];

    /// <summary>One bit a row in <paramref name="up"/> and <paramref name="down"/>, none behind the last row.</summary>
    public void Fill(ReadOnlySpan<double> confidences, double threshold, ReadOnlySpan<ulong> up, ReadOnlySpan<ulong> down, bool allowShort)
    {
        ulong shorts = allowShort ? ulong.MaxValue : 0;
        ulong lastLong = 0;
        ulong lastShort = 0;
        int count = 0;
        for (int word = 0; word < segmentStarts.Length; word++)
        {
            ulong trusted = AtLeast(confidences.Slice(word * WordBits, WordBits), threshold);
            ulong isLong = trusted & up[word];
            ulong isShort = trusted & down[word] & shorts;
            ulong changes = (isLong ^ ((isLong << 1) | lastLong)) | (isShort ^ ((isShort << 1) | lastShort)) | segmentStarts[word];
            lastLong = isLong >> (WordBits - 1);
            lastShort = isShort >> (WordBits - 1);
            while (changes != 0)
            {
                int bit = BitOperations.TrailingZeroCount(changes);
                changes &= changes - 1;
                int row = (word * WordBits) + bit;
                if (row >= rows) break;
                starts[count] = row;
                directions[count++] = (sbyte)((int)((isLong >> bit) & 1) - (int)((isShort >> bit) & 1));
            }
        }

        Close(count);
    }

    /// <summary>One direction a row: 1, 0 or -1.</summary>
    public void Fill(ReadOnlySpan<sbyte> wanted)
    {
        int count = 0;
        for (int row = 0; row < rows; row++)
        {
            bool starting = ((segmentStarts[row / WordBits] >> (row % WordBits)) & 1) != 0;
            if (!starting && wanted[row] == directions[count - 1]) continue;
            starts[count] = row;
            directions[count++] = wanted[row];
        }

        Close(count);
    }

    private void Close(int count)
    {
        starts[count] = rows;
        Count = count;
    }

    private static ulong AtLeast(ReadOnlySpan<double> confidences, double threshold)
    {
        ref double first = ref MemoryMarshal.GetReference(confidences);
        Vector256<double> bound = Vector256.Create(threshold);
        ulong bits = 0;
        for (int i = 0; i < WordBits; i += Vector256<double>.Count)
        {
            bits |= (ulong)Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)i), bound).ExtractMostSignificantBits() << i;
        }

        return bits;
    }
}
