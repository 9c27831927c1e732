namespace ServerlessTraining.Models.Lstm;

/// <summary>Lays sequences out for a slice.</summary>
internal static unsafe class LstmSequences
{
    /// <summary>Writes [step][row][input]: the last step is the decision row.</summary>
    public static void Gather(LstmData data, LstmShape shape, ReadOnlySpan<int> sequences, float* target)
    {
        int inputs = shape.Inputs;
        for (int i = 0; i < sequences.Length; i++)
        {
            float* source = data.Features.Pointer + ((long)(data.Rows[sequences[i]] - shape.Sequence + 1) * inputs);
            for (int t = 0; t < shape.Sequence; t++)
            {
                new ReadOnlySpan<float>(source + ((long)t * inputs), inputs).CopyTo(new Span<float>(target + ((((long)t * sequences.Length) + i) * inputs), inputs));
            }
        }
    }
}
