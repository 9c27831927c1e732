using ServerlessTraining.Domain.Labels;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class LabelSetTests
{
    private static readonly LabelSet Set = new([1, double.NaN, 0, 1], [2, LabelSet.Unlabelled, 2, 3]);

    [Fact]
    public void LabelSet_SomeRowsUnlabelled_CountsTheOthersAndTheirReach()
    {
        Assert.Equal(3, Set.LabelledCount);
        Assert.Equal(2, Set.MaxReach);
        Assert.False(Set.IsLabelled(1));
        Assert.Equal([0, 2], Set.LabelledRows(0, 3));
    }

    [Fact]
    public void Only_Rows_KeepsTheirLabelsAlone()
    {
        LabelSet only = Set.Only([1, 2]);

        Assert.Equal([2], only.LabelledRows(0, 4));
        Assert.Equal(2, only.EndIndex[2]);
        Assert.Equal(0, only.MaxReach);
    }

    [Theory]
    [InlineData(4, 0.0, "The label of row 0 ends at bar 4; allowed are 0 to 1, the last bar, or -1 for a row without a label.")]
    [InlineData(1, double.NaN, "The label of row 0 is NaN; a label is a finite number.")]
    public void LabelSet_ImpossibleLabel_IsRefused(int end, double value, string message)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new LabelSet([value, 0], [end, LabelSet.Unlabelled]));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void LabelSet_LengthsDiffer_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new LabelSet([1, 2], [1]));

        Assert.Equal("A label set needs one end for each value, but there are 2 values and 1 ends.", error.Message);
    }
}
