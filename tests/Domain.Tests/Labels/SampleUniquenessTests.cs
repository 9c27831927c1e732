using ServerlessTraining.Domain.Labels;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class SampleUniquenessTests
{
    [Fact]
    public void Average_AnyLabels_IsTheMeanOfOneOverConcurrency() => Property.Holds(random =>
    {
        LabelSet labels = RandomLabels(random, 40);
        int[] rows = RandomRows(random, 40);

        double[] average = SampleUniqueness.Average(labels, rows);

        for (int i = 0; i < rows.Length; i++)
        {
            int end = labels.EndIndex[rows[i]];
            double expected = Enumerable.Range(rows[i], end - rows[i] + 1)
                .Average(bar => 1.0 / rows.Count(row => row <= bar && bar <= labels.EndIndex[row]));
            Assert.Equal(expected, average[i], 12);
        }
    });

    [Fact]
    public void Average_LabelsOfOtherRowsChange_Stays() => Property.Holds(random =>
    {
        LabelSet labels = RandomLabels(random, 40);
        int[] rows = RandomRows(random, 40);
        int[] ends = labels.EndIndex.ToArray();
        for (int row = 0; row < ends.Length; row++)
        {
            if (!rows.Contains(row)) ends[row] = row;
        }

        Assert.Equal(SampleUniqueness.Average(labels, rows), SampleUniqueness.Average(new LabelSet(labels.Values.ToArray(), ends), rows));
    });

    [Theory]
    [InlineData(2, "Row 2 has no label, so it has no weight. Pass labelled rows only.")]
    [InlineData(3, "Row 3 is not in the label set, which has rows 0 to 2.")]
    public void Average_RowWithoutLabel_IsRefused(int row, string message)
    {
        LabelSet labels = new([1, 1, double.NaN], [1, 2, LabelSet.Unlabelled]);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SampleUniqueness.Average(labels, [0, row]));

        Assert.Equal(message, error.Message);
    }

    internal static LabelSet RandomLabels(SeededRandom random, int count) => new(
        [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())],
        [.. Enumerable.Range(0, count).Select(row => row + random.Next(Math.Min(9, count - row)))]);

    internal static int[] RandomRows(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Where(_ => random.Next(2) == 0)];
}
