namespace ServerlessTraining.Domain.Labels;

/// <summary>A label set in the making: no row has a label until it is set.</summary>
internal readonly struct LabelBuffer
{
    private readonly double[] values;
    private readonly int[] ends;

    public LabelBuffer(int count)
    {
        values = new double[count];
        ends = new int[count];
        Array.Fill(values, double.NaN);
        Array.Fill(ends, LabelSet.Unlabelled);
    }

    public void Set(int row, double value, int end)
    {
        values[row] = value;
        ends[row] = end;
    }

    public LabelSet ToLabelSet() => new(values, ends);
}
