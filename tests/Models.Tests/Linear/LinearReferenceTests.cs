using System.Text.Json;
using ServerlessTraining.Models.Linear;

namespace ServerlessTraining.Models.Tests.Linear;

/// <summary>scikit-learn's coefficients on its diabetes data, to 1e-6 of each (of 1 where one is smaller).</summary>
public sealed class LinearReferenceTests
{
    private const double Tolerance = 1e-6;

    private static readonly LinearData Diabetes = new(
        [.. LinearReference.Diabetes.GetProperty("X").EnumerateArray().Select(LinearReference.Numbers)],
        LinearReference.Numbers(LinearReference.Diabetes.GetProperty("y")));

    [Theory]
    [InlineData(LinearFamily.LinearRegression, "{}", "ols")]
    [InlineData(LinearFamily.Ridge, """{"alpha":1}""", "ridge_alpha1")]
    [InlineData(LinearFamily.Lasso, """{"alpha":0.1}""", "lasso_alpha0.1")]
    [InlineData(LinearFamily.ElasticNet, """{"alpha":0.01,"l1_ratio":0.5}""", "elasticnet_a0.01_l0.5")]
    public void Train_Diabetes_HasTheCoefficientsOfScikitLearn(LinearFamily family, string options, string name)
    {
        double[] expected = LinearReference.Numbers(LinearReference.Diabetes.GetProperty(name).GetProperty("coef"));

        double[] found = Diabetes.Fit(family, LinearData.Return, options).Coefficients;

        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, Tolerance * Math.Max(1, Math.Abs(pair.First))));
    }

    [Fact]
    public void Train_Diabetes_HasTheInterceptAndRSquaredOfScikitLearn()
    {
        JsonElement expected = LinearReference.Diabetes.GetProperty("ols");

        (double intercept, double[] coefficients) = Diabetes.Fit(LinearFamily.LinearRegression, LinearData.Return);

        Assert.Equal(expected.GetProperty("intercept").GetDouble(), intercept, 1e-6);
        double mean = Diabetes.Y.Average();
        double left = Enumerable.Range(0, Diabetes.Rows).Sum(i => Math.Pow(Diabetes.Y[i] - Diabetes.Score(i, intercept, coefficients), 2));
        Assert.Equal(expected.GetProperty("r2").GetDouble(), 1 - (left / Diabetes.Y.Sum(y => Math.Pow(y - mean, 2))), 1e-9);
    }
}
