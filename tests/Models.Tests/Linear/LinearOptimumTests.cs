using ServerlessTraining.Models.Linear;

namespace ServerlessTraining.Models.Tests.Linear;

/// <summary>What is found is the minimum that the documentation promises: its conditions hold on random data, weighted and not.</summary>
public sealed class LinearOptimumTests
{
    public static TheoryData<ulong, bool, string> Cases
    {
        get
        {
            TheoryData<ulong, bool, string> cases = [];
            for (ulong seed = 1; seed <= 4; seed++)
            {
                cases.Add(seed, seed % 2 == 0, "return_h1");
                cases.Add(seed, seed % 2 == 0, "direction_h1");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Train_LinearRegression_LeavesNoSlope(ulong seed, bool weighted, string target) =>
        CheckSmooth(seed, weighted, target, LinearFamily.LinearRegression, "{}", 0);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Train_Ridge_LeavesThePenaltysSlope(ulong seed, bool weighted, string target) =>
        CheckSmooth(seed, weighted, target, LinearFamily.Ridge, """{"alpha":7.5}""", 7.5);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Train_Lasso_MeetsTheSubgradientConditions(ulong seed, bool weighted, string target) =>
        CheckSparse(seed, weighted, target, LinearFamily.Lasso, """{"alpha":0.12}""", 0.12, 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Train_ElasticNet_MeetsTheSubgradientConditions(ulong seed, bool weighted, string target) =>
        CheckSparse(seed, weighted, target, LinearFamily.ElasticNet, """{"alpha":0.2,"l1_ratio":0.7}""", 0.2, 0.7);

    [Theory]
    [InlineData("return_h1")]
    [InlineData("direction_h1")]
    public void Train_ElasticNetWithoutL1_IsRidgeOnTheMean(string name)
    {
        (LinearData data, Target target) = Make(5, true, name);

        double[] elastic = data.Fit(LinearFamily.ElasticNet, target, """{"alpha":0.25,"l1_ratio":0}""").Coefficients;
        double[] ridge = data.Fit(LinearFamily.Ridge, target, FormattableString.Invariant($$"""{"alpha":{{0.25 * data.TotalWeight:R}}}""")).Coefficients;

        Assert.All(elastic.Zip(ridge), pair => Assert.Equal(pair.Second, pair.First, 1e-11));
    }

    [Theory]
    [InlineData(LinearFamily.Ridge, """{"alpha":0}""", "return_h1")]
    [InlineData(LinearFamily.Lasso, """{"alpha":0}""", "return_h1")]
    [InlineData(LinearFamily.ElasticNet, """{"alpha_noise":0}""", "return_h1")]
    [InlineData(LinearFamily.Ridge, """{"alpha":0}""", "direction_h1")]
    [InlineData(LinearFamily.Lasso, """{"alpha_noise":0}""", "direction_h1")]
    public void Train_NoPenalty_IsLinearRegression(LinearFamily family, string options, string name)
    {
        (LinearData data, Target target) = Make(3, false, name);

        Assert.Equal(data.Fit(LinearFamily.LinearRegression, target).Coefficients, data.Fit(family, target, options).Coefficients);
    }

    [Theory]
    [InlineData("return_h1")]
    [InlineData("direction_h1")]
    public void Train_NoIntercept_GoesThroughTheOrigin(string name)
    {
        (LinearData data, Target target) = Make(6, true, name);

        (double intercept, double[] coefficients) = data.Fit(LinearFamily.Ridge, target, """{"alpha":2,"fit_intercept":false}""");

        Assert.Equal(0, intercept);
        double[] slopes = data.Slope(target, 0, coefficients).Coefficients;
        Assert.All(slopes.Zip(coefficients), pair => Assert.Equal(2 * pair.Second, pair.First, 1e-7));
    }

    [Fact]
    public void Train_NearlyEqualColumns_StillReachesTheOptimumInFewSweeps()
    {
        LinearData plain = LinearData.Random(9, 500, 4);
        double[][] prices = [.. plain.X.Select((row, i) => new[] { row[0], row[0] + (1e-4 * row[1]), row[0] + (1e-4 * row[2]), row[0] - (1e-4 * row[3]) })];
        LinearData data = plain with { X = prices };

        using IModel model = LinearData.Train(LinearFamily.ElasticNet, data.Request(LinearData.Return, """{"alpha":1e-6,"l1_ratio":0.5}"""));

        (double intercept, double[] coefficients) = LinearData.Learned(model);
        double[] slopes = data.Slope(LinearData.Return, intercept, coefficients).Coefficients;
        AssertSubgradient(slopes, coefficients, 0.5e-6 * data.Rows, 0.5e-6 * data.Rows, 1e-7 * data.Rows);
        Assert.InRange(model.Report.Curves[0].Fit.Count, 1, 50);
    }

    private static (LinearData Data, Target Target) Make(ulong seed, bool weighted, string name)
    {
        LinearData data = LinearData.Random(seed, 150, 5 + (int)(seed * 3), weighted);
        return name == "return_h1" ? (data, LinearData.Return) : (data.AsDirections(), LinearData.Direction);
    }

    private static void CheckSmooth(ulong seed, bool weighted, string name, LinearFamily family, string options, double alpha)
    {
        (LinearData data, Target target) = Make(seed, weighted, name);

        (double intercept, double[] coefficients) = data.Fit(family, target, options);

        (double left, double[] slopes) = data.Slope(target, intercept, coefficients);
        Assert.Equal(0, left, 1e-8);
        Assert.All(slopes.Zip(coefficients), pair => Assert.Equal(alpha * pair.Second, pair.First, 1e-7));
    }

    private static void CheckSparse(ulong seed, bool weighted, string name, LinearFamily family, string options, double alpha, double ratio)
    {
        (LinearData data, Target target) = Make(seed, weighted, name);

        (double intercept, double[] coefficients) = data.Fit(family, target, options);

        (double left, double[] slopes) = data.Slope(target, intercept, coefficients);
        double scale = alpha * data.TotalWeight;
        Assert.Equal(0, left, 1e-8);
        Assert.Contains(0.0, coefficients);
        Assert.Contains(coefficients, value => value != 0);
        AssertSubgradient(slopes, coefficients, scale * ratio, scale * (1 - ratio), 1e-7);
    }

    private static void AssertSubgradient(double[] slopes, double[] coefficients, double l1, double l2, double tolerance) => Assert.All(
        slopes.Zip(coefficients),
        pair =>
        {
            if (pair.Second == 0) Assert.InRange(Math.Abs(pair.First), 0, l1 + tolerance);
            else Assert.Equal((l1 * Math.Sign(pair.Second)) + (l2 * pair.Second), pair.First, tolerance);
        });
}
