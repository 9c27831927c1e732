using System.Runtime.Intrinsics;
using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class LstmMathTests
{
    private static IEnumerable<float> Range => Enumerable.Range(-200_000, 400_001).Select(i => i / 2000f)
        .Concat([1e4f, -1e4f, 87, -87, 88.5f, -88.5f, 104, -104, float.MaxValue, float.MinValue, float.Epsilon, -0f, float.PositiveInfinity, float.NegativeInfinity]);

    [Fact]
    public void Sigmoid_WholeRange_EqualsMath()
    {
        foreach (float x in Range) Assert.Equal(1 / (1 + Math.Exp(-(double)x)), LstmMath.Sigmoid(Vector512.Create(x))[0], 3e-7);
    }

    [Fact]
    public void Tanh_WholeRange_EqualsMath()
    {
        foreach (float x in Range) Assert.Equal(Math.Tanh(x), LstmMath.Tanh(Vector512.Create(x))[0], 3e-7);
    }

    [Fact]
    public void Both_NaN_StaysNaN()
    {
        Assert.True(float.IsNaN(LstmMath.Sigmoid(Vector512.Create(float.NaN))[3]));
        Assert.True(float.IsNaN(LstmMath.Tanh(Vector512.Create(float.NaN))[15]));
    }

    [Fact]
    public void Both_SixteenValues_EachByItself()
    {
        Vector512<float> x = Vector512.Create(-8f, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7);

        for (int i = 0; i < LstmMath.Width; i++)
        {
            Assert.Equal(LstmMath.Sigmoid(Vector512.Create(x[i]))[0], LstmMath.Sigmoid(x)[i]);
            Assert.Equal(LstmMath.Tanh(Vector512.Create(x[i]))[0], LstmMath.Tanh(x)[i]);
        }
    }
}
