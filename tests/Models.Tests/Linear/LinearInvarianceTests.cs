using ServerlessTraining.Domain;
using ServerlessTraining.Models.Linear;

namespace ServerlessTraining.Models.Tests.Linear;

/// <summary>What must not matter does not, and what must scale scales.</summary>
public sealed class LinearInvarianceTests
{
    public static TheoryData<LinearFamily, string, string> All => new()
    {
        { LinearFamily.LinearRegression, "{}", "return_h1" },
        { LinearFamily.Ridge, """{"alpha":3}""", "return_h1" },
        { LinearFamily.Lasso, """{"alpha":0.05}""", "return_h1" },
        { LinearFamily.ElasticNet, """{"alpha":0.05}""", "return_h1" },
        { LinearFamily.LinearRegression, "{}", "direction_h1" },
        { LinearFamily.Ridge, """{"alpha":3}""", "direction_h1" },
        { LinearFamily.Lasso, """{"alpha":0.02}""", "direction_h1" },
        { LinearFamily.ElasticNet, """{"alpha":0.02}""", "direction_h1" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Train_WholeWeights_EqualRepeatedRows(LinearFamily family, string options, string name)
    {
        (LinearData data, Target target) = Make(name);
        SeededRandom random = new(3);
        int[] times = [.. data.Y.Select(_ => 1 + random.Next(4))];
        LinearData weighted = data with { Weights = [.. times.Select(count => (double)count)] };
        LinearData repeated = new([.. data.X.SelectMany((row, i) => Enumerable.Repeat(row, times[i]))], [.. data.Y.SelectMany((y, i) => Enumerable.Repeat(y, times[i]))]);

        AssertClose(repeated.Fit(family, target, options), weighted.Fit(family, target, options), 1e-9);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_WeightsOfOne_ChangeNothing(LinearFamily family, string options, string name)
    {
        (LinearData data, Target target) = Make(name);

        AssertClose(data.Fit(family, target, options), (data with { Weights = [.. data.Y.Select(_ => 1.0)] }).Fit(family, target, options), 1e-12);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_ShiftedFeatures_ChangeTheInterceptAlone(LinearFamily family, string options, string name)
    {
        (LinearData data, Target target) = Make(name);
        const double shift = 1e6;
        LinearData shifted = data with { X = [.. data.X.Select(row => row.Select(x => x + shift).ToArray())] };

        (double intercept, double[] coefficients) = data.Fit(family, target, options);
        (double shiftedIntercept, double[] shiftedCoefficients) = shifted.Fit(family, target, options);

        Assert.All(coefficients.Zip(shiftedCoefficients), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
        Assert.Equal(intercept, shiftedIntercept + (shift * shiftedCoefficients.Sum()), 1e-8);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_ColumnsInAnotherOrder_GetTheSameCoefficients(LinearFamily family, string options, string name)
    {
        (LinearData data, Target target) = Make(name);
        (double intercept, double[] coefficients) = data.Fit(family, target, options);
        (double turnedIntercept, double[] turned) = (data with { X = [.. data.X.Select(row => row.Reverse().ToArray())] }).Fit(family, target, options);

        AssertClose((intercept, coefficients), (turnedIntercept, [.. turned.Reverse()]), 1e-8);
    }

    [Theory]
    [InlineData("return_h1")]
    [InlineData("direction_h1")]
    public void Train_NoPenaltyAndScaledColumns_DividesTheCoefficients(string name)
    {
        (LinearData data, Target target) = Make(name);
        LinearData scaled = data with { X = [.. data.X.Select(row => row.Select((x, j) => x * Math.Pow(10, j - 3)).ToArray())] };

        double[] plain = data.Fit(LinearFamily.LinearRegression, target).Coefficients;
        double[] found = scaled.Fit(LinearFamily.LinearRegression, target).Coefficients;

        Assert.All(plain.Zip(found.Select((w, j) => w * Math.Pow(10, j - 3))), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Theory]
    [InlineData(LinearFamily.LinearRegression)]
    [InlineData(LinearFamily.Ridge)]
    [InlineData(LinearFamily.Lasso)]
    [InlineData(LinearFamily.ElasticNet)]
    public void Train_DefaultsAndSmallerReturns_ScaleTheCoefficients(LinearFamily family)
    {
        LinearData data = LinearData.Random(8, 400, 6);
        LinearData small = data with { Y = [.. data.Y.Select(y => y * 1e-3)] };

        (double intercept, double[] coefficients) = small.Fit(family, LinearData.Return);

        AssertClose(data.Fit(family, LinearData.Return), (intercept * 1000, [.. coefficients.Select(w => w * 1000)]), 1e-9);
        Assert.Contains(coefficients, w => w != 0);
    }

    [Theory]
    [InlineData(LinearFamily.LinearRegression)]
    [InlineData(LinearFamily.Ridge)]
    [InlineData(LinearFamily.Lasso)]
    [InlineData(LinearFamily.ElasticNet)]
    public void Train_DirectionsTurnedRound_NegatesAll(LinearFamily family)
    {
        (LinearData data, Target target) = Make("direction_h1");

        (double intercept, double[] coefficients) = (data with { Y = [.. data.Y.Select(y => 1 - y)] }).Fit(family, target);

        AssertClose(data.Fit(family, target), (-intercept, [.. coefficients.Select(w => -w)]), 1e-9);
    }

    private static (LinearData Data, Target Target) Make(string name)
    {
        LinearData data = LinearData.Random(7, 160, 7);
        return name == "return_h1" ? (data, LinearData.Return) : (data.AsDirections(), LinearData.Direction);
    }

    private static void AssertClose((double Intercept, double[] Coefficients) expected, (double Intercept, double[] Coefficients) found, double tolerance)
    {
        Assert.Equal(expected.Intercept, found.Intercept, tolerance);
        Assert.All(expected.Coefficients.Zip(found.Coefficients), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
