using ServerlessTraining.Domain;
using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed unsafe class AdamWTests
{
    [Fact]
    public void Step_SeveralTimes_EqualsThePublishedRule()
    {
        const int Length = 48;
        const double Rate = 0.01;
        const double Decay = 0.1;
        const double Scale = 0.5;
        SeededRandom random = new(4);
        using AdamW optimizer = new(Length, Decay);
        using FloatBuffer weights = new(Length);
        using FloatBuffer gradient = new(Length);
        foreach (ref float weight in weights.Span) weight = (float)random.NextGaussian();
        double[] expected = [.. weights.Span.ToArray().Select(weight => (double)weight)];
        double[] m = new double[Length];
        double[] v = new double[Length];
        for (int step = 1; step <= 5; step++)
        {
            for (int i = 0; i < Length; i++)
            {
                gradient.Span[i] = (float)random.NextGaussian();
                double g = Scale * gradient.Span[i];
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                expected[i] -= Rate * Decay * expected[i];
                expected[i] -= Rate * (m[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }

            optimizer.Step(weights.Pointer, gradient.Pointer, Scale, Rate);
        }

        for (int i = 0; i < Length; i++) Assert.Equal(expected[i], weights.Span[i], 1e-6);
    }

    [Fact]
    public void Norm_ManyBlocks_IsTheRootOfTheSumOfSquares()
    {
        using FloatBuffer gradient = new(16 * 1001);
        SeededRandom random = new(8);
        double squares = 0;
        foreach (ref float value in gradient.Span)
        {
            value = (float)random.NextGaussian();
            squares += (double)value * value;
        }

        Assert.Equal(Math.Sqrt(squares), AdamW.Norm(gradient.Pointer, (int)gradient.Length), 1e-4);
    }
}
