using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Domain.Tests.Features;

public sealed class FeatureMatrixTests
{
    [Fact]
    public void Rows_Range_AreContiguousRowByRow()
    {
        FeatureMatrix matrix = new(["a", "b"], [0, 0, 1, 2, 3, 4, 5, 6], 1);

        Assert.Equal([3, 4, 5, 6], matrix.Rows(2..));
        Assert.Equal([3, 4], matrix.Rows(^2..^1));
        Assert.Equal([1, 2], matrix.Row(1));
        Assert.Equal([double.NaN, 2, 4, 6], matrix.ColumnCopy(1));
        Assert.Equal(5, matrix[3, 0]);
        Assert.True(double.IsNaN(matrix[0, 0]));
        Assert.Equal((4, 2, 1), (matrix.RowCount, matrix.ColumnCount, matrix.WarmUp));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void Indexer_ColumnOutside_IsRefused(int column)
    {
        FeatureMatrix matrix = new(["a", "b"], [1, 2, 3, 4], 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, column]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.ColumnCopy(column));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Constructor_ValueThatIsNotFinite_IsNamed(double wrong, string text)
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(i => (double)i)];
        values[41] = wrong;

        Assert.Equal(
            $"Feature c of row 13 must be a finite number, but is {text}. Look for a price or volume of extreme size near that bar.",
            Assert.Throws<ServerlessTrainingException>(() => new FeatureMatrix(["a", "b", "c"], values, 5)).Message);
    }

    [Fact]
    public void Constructor_WrongShape_SaysWhich()
    {
        Assert.Equal("A feature matrix must have at least one column, but there are no names.", Refusal([], [1], 0));
        Assert.Equal("Every feature name may be there once, but these are there more often: a.", Refusal(["a", "b", "a"], [1, 2, 3], 0));
        Assert.Equal("The values of 2 features must fill whole rows, but there are 3, which 2 does not divide.", Refusal(["a", "b"], [1, 2, 3], 0));
        Assert.Equal("The warm-up of a matrix of 2 rows must be 0 to 2 rows, but is 3.", Refusal(["a"], [1, 2], 3));

        static string Refusal(string[] names, double[] values, int warmUp) => Assert.Throws<ServerlessTrainingException>(() => new FeatureMatrix(names, values, warmUp)).Message;
    }
}
