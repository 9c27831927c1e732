using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;

namespace ServerlessTraining.Domain.Tests.Features.Scaling;

public sealed class ScalersTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 11).Select(i => $"f{i}")];

    [Fact]
    public void Fit_OfEachKind_IsTheHandFitOfTheFitRows() => Property.Holds(
        random =>
        {
            FeatureMatrix matrix = Random(random, out RowRange[] rows);
            int[] fit = [.. rows.SelectMany(range => Enumerable.Range(range.First, range.Count))];
            FittedScaler standard = Scalers.Standard.Fit(matrix, rows);
            FittedScaler robust = Scalers.Robust.Fit(matrix, rows);
            FittedScaler minMax = Scalers.MinMax.Fit(matrix, rows);
            FittedScaler none = Scalers.None.Fit(matrix, rows);
            for (int column = 0; column < Names.Length; column++)
            {
                double[] values = [.. fit.Select(row => matrix[row, column]).Order()];
                double mean = values.Average();
                AssertState(standard, column, mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
                AssertState(robust, column, Quantile(values, 0.5), Quantile(values, 0.75) - Quantile(values, 0.25));
                AssertState(minMax, column, values[0], values[^1] - values[0]);
                AssertState(none, column, 0, 1);
            }
        },
        runs: 40);

    [Fact]
    public void Fit_EveryOtherRowTimesAMillion_ChangesNothing() => Property.Holds(
        random =>
        {
            FeatureMatrix matrix = Random(random, out RowRange[] rows);
            double[] poisoned = matrix.Rows(..).ToArray();
            for (int row = matrix.WarmUp; row < matrix.RowCount; row++)
            {
                if (rows.Any(range => row >= range.First && row < range.End)) continue;
                foreach (ref double value in poisoned.AsSpan(row * Names.Length, Names.Length)) value *= 1e6;
            }

            FeatureMatrix other = new(Names, poisoned, matrix.WarmUp);
            Assert.All(Scalers.All, scaler =>
            {
                FittedScaler expected = scaler.Fit(matrix, rows);
                FittedScaler actual = scaler.Fit(other, rows);
                Assert.Equal(expected.Center, actual.Center);
                Assert.Equal(expected.Scale, actual.Scale);
            });
        },
        runs: 40);

    [Fact]
    public void Fit_ColumnThatDoesNotMove_HasScaleOne()
    {
        FeatureMatrix matrix = new(["constant", "rounding", "small"], [7, 1e5, 1e-9, 7, 1e5 + 1e-11, 2e-9, 7, 1e5, 3e-9], 0);

        Assert.All([Scalers.Standard, Scalers.Robust, Scalers.MinMax], scaler =>
        {
            FittedScaler fitted = scaler.Fit(matrix, new RowRange(0, 3));
            Assert.Equal((1, 1), (fitted.Scale[0], fitted.Scale[1]));
            Assert.InRange(fitted.Scale[2], 1e-10, 1e-8);
            Assert.Equal(0, fitted.Transform(matrix)[1, 0]);
        });
    }

    [Fact]
    public void Fit_WrongRows_ReportsAllAtOnce()
    {
        FeatureMatrix matrix = new(["a"], [0, 0, 1, 2, 3, 4], 2);

        Assert.Equal(
            "The rows to fit a scaler on are wrong: [1, 3) begins inside the warm-up of 2 rows; [2, 9) ends behind the matrix of 6 rows; " +
            "[2, 9) begins before the end of the range before it; " +
            "[5, 5) is empty; [5, 5) begins before the end of the range before it. Give ascending ranges that do not meet, from row 2 to row 6.",
            Refusal(new RowRange(1, 3), new RowRange(2, 9), new RowRange(5, 5)));
        Assert.Equal("The rows to fit a scaler on are wrong: there are none. Give ascending ranges that do not meet, from row 2 to row 6.", Refusal());

        string Refusal(params RowRange[] rows) => Assert.Throws<ServerlessTrainingException>(() => Scalers.Standard.Fit(matrix, rows)).Message;
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("robust")]
    [InlineData("minmax")]
    [InlineData("none")]
    public void Parse_KnownName_GivesTheScaler(string name) => Assert.Equal(name, Scalers.Parse(name).Name);

    [Fact]
    public void Parse_UnknownName_ListsAll() => Assert.Equal(
        "'zscore' is not a scaler. The scalers are standard, robust, minmax, none.", Assert.Throws<ServerlessTrainingException>(() => Scalers.Parse("zscore")).Message);

    private static void AssertState(FittedScaler fitted, int column, double center, double scale)
    {
        Assert.Equal(center, fitted.Center[column], 1e-9);
        Near.Equal(scale, fitted.Scale[column]);
    }

    /// <summary>Rows 5 to about 60, fitted on two ranges with a purged part between them.</summary>
    private static FeatureMatrix Random(SeededRandom random, out RowRange[] rows)
    {
        int count = 40 + random.Next(20);
        double[] values = [.. Enumerable.Range(0, count * Names.Length).Select(i => (i % Names.Length) + random.NextGaussian())];
        rows = [new RowRange(5 + random.Next(3), 15 + random.Next(5)), new RowRange(21 + random.Next(3), 30 + random.Next(10))];
        return new FeatureMatrix(Names, values, 5);
    }

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        double part = position - Math.Floor(position);
        return ((1 - part) * sorted[(int)Math.Floor(position)]) + (part * sorted[(int)Math.Ceiling(position)]);
    }
}
