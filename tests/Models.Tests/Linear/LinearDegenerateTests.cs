using ServerlessTraining.Domain;
using ServerlessTraining.Models.Linear;

namespace ServerlessTraining.Models.Tests.Linear;

/// <summary>Columns that say the same, nothing or too much.</summary>
public sealed class LinearDegenerateTests
{
    [Fact]
    public void Train_EqualColumns_ShareTheCoefficientAsTheLeastSquaresOfCoefficientsDo()
    {
        LinearData data = LinearData.Random(1, 100, 3);
        double[] single = data.Fit(LinearFamily.LinearRegression, LinearData.Return).Coefficients;

        double[] found = (data with { X = [.. data.X.Select(row => new[] { row[0], row[1], row[0], row[2] })] }).Fit(LinearFamily.LinearRegression, LinearData.Return).Coefficients;

        double[] expected = [single[0] / 2, single[1], single[0] / 2, single[2]];
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void Train_SumOfColumns_GivesTheLimitOfRidge()
    {
        LinearData plain = LinearData.Random(2, 100, 4);
        LinearData data = plain with { X = [.. plain.X.Select(row => new[] { row[0], row[1], row[2], row[3], row[0] - (2 * row[3]) })] };

        double[] found = data.Fit(LinearFamily.LinearRegression, LinearData.Return).Coefficients;

        Assert.All(data.Fit(LinearFamily.Ridge, LinearData.Return, """{"alpha":1e-6}""").Coefficients.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-5)]
    [InlineData(1e-7)]
    public void Train_NearlyEqualColumns_FindsThePlantedCoefficients(double apart)
    {
        LinearData plain = LinearData.Random(3, 300, 3);
        double[][] x = [.. plain.X.Select(row => new[] { row[0], row[0] + (apart * row[1]), row[2] })];
        LinearData data = new(x, [.. x.Select(row => 0.5 + (2 * row[0]) - row[1] + (0.25 * row[2]))]);

        (double intercept, double[] found) = data.Fit(LinearFamily.LinearRegression, LinearData.Return);

        // The data hold no more digits: a label's last digit over the distance of the columns.
        double tolerance = Math.Max(1e-9, 1e-13 / apart);
        Assert.Equal(2, found[0], tolerance);
        Assert.Equal(-1, found[1], tolerance);
        Assert.Equal(0.25, found[2], 1e-9);
        Assert.Equal(0.5, intercept, 1e-8);
    }

    [Theory]
    [InlineData(LinearFamily.LinearRegression, "return_h1")]
    [InlineData(LinearFamily.Ridge, "return_h1")]
    [InlineData(LinearFamily.Lasso, "return_h1")]
    [InlineData(LinearFamily.ElasticNet, "return_h1")]
    [InlineData(LinearFamily.LinearRegression, "direction_h1")]
    [InlineData(LinearFamily.Ridge, "direction_h1")]
    [InlineData(LinearFamily.Lasso, "direction_h1")]
    [InlineData(LinearFamily.ElasticNet, "direction_h1")]
    public void Train_ConstantColumn_GetsNothingAndChangesNothing(LinearFamily family, string name)
    {
        LinearData plain = LinearData.Random(4, 120, 3);
        Target target = name == "return_h1" ? LinearData.Return : LinearData.Direction;
        if (target == LinearData.Direction) plain = plain.AsDirections();
        LinearData data = plain with { X = [.. plain.X.Select(row => new[] { row[0], 0.1, row[1], row[2] })] };

        (double intercept, double[] found) = data.Fit(family, target, family == LinearFamily.LinearRegression ? "{}" : """{"alpha":0.01}""");
        (double plainIntercept, double[] expected) = plain.Fit(family, target, family == LinearFamily.LinearRegression ? "{}" : """{"alpha":0.01}""");

        Assert.Equal(0, found[1]);
        double[] others = [found[0], found[2], found[3]];
        Assert.All(expected.Zip(others), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.Equal(plainIntercept, intercept, 1e-10);
    }

    [Theory]
    [InlineData(LinearFamily.LinearRegression)]
    [InlineData(LinearFamily.ElasticNet)]
    public void Train_AllColumnsConstant_ForecastsTheMean(LinearFamily family)
    {
        double[] row = [3, 4];
        LinearData data = new([.. Enumerable.Repeat(row, 10)], [.. Enumerable.Range(0, 10).Select(i => (double)i)]);

        (double intercept, double[] coefficients) = data.Fit(family, LinearData.Return);

        Assert.Equal(4.5, intercept, 1e-15);
        Assert.All(coefficients, w => Assert.Equal(0, w));
    }

    [Fact]
    public void Train_OneFeature_IsTheCovarianceOverTheVariance()
    {
        LinearData data = LinearData.Random(5, 50, 1);
        double meanX = data.X.Average(row => row[0]);
        double meanY = data.Y.Average();
        double covariance = data.X.Zip(data.Y).Sum(pair => (pair.First[0] - meanX) * (pair.Second - meanY));
        double variance = data.X.Sum(row => (row[0] - meanX) * (row[0] - meanX));

        Assert.Equal(covariance / variance, data.Fit(LinearFamily.LinearRegression, LinearData.Return).Coefficients[0], 1e-12);
        Assert.Equal(covariance / (variance + 4), data.Fit(LinearFamily.Ridge, LinearData.Return, """{"alpha":4}""").Coefficients[0], 1e-12);
        Assert.Equal((covariance - (0.1 * 50)) / variance, data.Fit(LinearFamily.Lasso, LinearData.Return, """{"alpha":0.1}""").Coefficients[0], 1e-12);
    }

    [Fact]
    public void Train_MoreColumnsThanRows_MeetsEveryLabelWithTheLeastCoefficients()
    {
        LinearData data = LinearData.Random(6, 12, 30);

        (double intercept, double[] found) = data.Fit(LinearFamily.LinearRegression, LinearData.Return);

        Assert.All(Enumerable.Range(0, data.Rows), i => Assert.Equal(data.Y[i], data.Score(i, intercept, found), 1e-9));
        Assert.All(data.Fit(LinearFamily.Ridge, LinearData.Return, """{"alpha":1e-7}""").Coefficients.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData(LinearFamily.Ridge)]
    [InlineData(LinearFamily.Lasso)]
    [InlineData(LinearFamily.ElasticNet)]
    public void Train_MoreColumnsThanRowsWithPenalty_ReachesTheOptimum(LinearFamily family)
    {
        LinearData data = LinearData.Random(6, 12, 30);

        (double intercept, double[] found) = data.Fit(family, LinearData.Return, """{"alpha":0.05}""");

        double[] slopes = data.Slope(LinearData.Return, intercept, found).Coefficients;
        double l1 = family switch { LinearFamily.Lasso => 0.05 * 12, LinearFamily.ElasticNet => 0.025 * 12, _ => 0 };
        double l2 = family switch { LinearFamily.Ridge => 0.05, LinearFamily.ElasticNet => 0.025 * 12, _ => 0 };
        Assert.All(slopes.Zip(found), pair => Assert.InRange(pair.First - (l2 * pair.Second), pair.Second > 0 ? l1 - 1e-5 : -l1 - 1e-5, pair.Second < 0 ? 1e-5 - l1 : l1 + 1e-5));
    }

    [Fact]
    public void Train_SeparableDirectionsWithoutPenalty_EndsWithEveryRowRight()
    {
        LinearData data = new([.. Enumerable.Range(-10, 21).Select(i => new[] { i + 0.5 })], [.. Enumerable.Range(-10, 21).Select(i => i >= 0 ? 1.0 : 0.0)]);

        (double intercept, double[] found) = data.Fit(LinearFamily.LinearRegression, LinearData.Direction);

        Assert.All(Enumerable.Range(0, data.Rows), i => Assert.Equal(data.Y[i] > 0, data.Score(i, intercept, found) > 5));
        Assert.InRange(found[0], 10, 100);
    }

    [Fact]
    public void Train_EqualColumnsForADirection_ShareTheCoefficient()
    {
        LinearData data = LinearData.Random(7, 100, 2).AsDirections();
        double[] single = data.Fit(LinearFamily.LinearRegression, LinearData.Direction).Coefficients;

        double[] found = (data with { X = [.. data.X.Select(row => new[] { row[0], row[1], row[0] })] }).Fit(LinearFamily.LinearRegression, LinearData.Direction).Coefficients;

        Assert.Equal(single[0], found[0] + found[2], 1e-8);
        Assert.Equal(single[0] / 2, found[0], 1e-3);
    }

    [Theory]
    [InlineData(LinearFamily.LinearRegression)]
    [InlineData(LinearFamily.Lasso)]
    public void Train_ValuesTooLargeToSquare_NamesTheFeature(LinearFamily family)
    {
        LinearData data = LinearData.Random(8, 20, 2);
        data.X[3][1] = 1e200;

        string text = Assert.Throws<ServerlessTrainingException>(() => data.Fit(family, LinearData.Return)).Message;

        Assert.Equal("The values of feature f1 are too large to be squared. Scale the features before a linear model is trained.", text);
    }

    [Fact]
    public void Train_LabelsTooLargeToSquare_NamesTheTarget()
    {
        LinearData data = LinearData.Random(8, 20, 2);
        data.Y[3] = 1e200;

        string text = Assert.Throws<ServerlessTrainingException>(() => data.Fit(LinearFamily.Ridge, LinearData.Return)).Message;

        Assert.Equal("The labels of return_h1 are too large to be squared. Returns are fractions: 0.01 is one percent.", text);
    }
}
