using System.Numerics;

namespace ServerlessTraining.Domain.Features.Indicators;

internal readonly struct SumFold : IWindowFold
{
    public Vector<double> Start => Vector<double>.Zero;

    public Vector<double> Step(Vector<double> folded, Vector<double> lagged, Vector<double> reference, int lag) => folded + lagged;
}

internal readonly struct MaxFold : IWindowFold
{
    public Vector<double> Start => new(double.NegativeInfinity);

    public Vector<double> Step(Vector<double> folded, Vector<double> lagged, Vector<double> reference, int lag) => Vector.Max(folded, lagged);
}

internal readonly struct MinFold : IWindowFold
{
    public Vector<double> Start => new(double.PositiveInfinity);

    public Vector<double> Step(Vector<double> folded, Vector<double> lagged, Vector<double> reference, int lag) => Vector.Min(folded, lagged);
}

internal readonly struct DifferenceFold : IWindowFold
{
    public Vector<double> Start => Vector<double>.Zero;

    public Vector<double> Step(Vector<double> folded, Vector<double> lagged, Vector<double> reference, int lag) => folded + (lagged - reference);
}

internal readonly struct SquaredDifferenceFold : IWindowFold
{
    public Vector<double> Start => Vector<double>.Zero;

    public Vector<double> Step(Vector<double> folded, Vector<double> lagged, Vector<double> reference, int lag)
    {
        Vector<double> difference = lagged - reference;
        return folded + (difference * difference);
    }
}

internal readonly struct WeightedDifferenceFold(double[] weights) : IWindowFold
{
    public Vector<double> Start => Vector<double>.Zero;

    public Vector<double> Step(Vector<double> folded, Vector<double> lagged, Vector<double> reference, int lag) =>
        folded + (new Vector<double>(weights[lag]) * (lagged - reference));
}

/// <summary>The greatest lag at which the value equals the reference.</summary>
internal readonly struct OldestMatchFold : IWindowFold
{
    public Vector<double> Start => new(double.NaN);

    public Vector<double> Step(Vector<double> folded, Vector<double> lagged, Vector<double> reference, int lag) =>
        Vector.ConditionalSelect(Vector.Equals(lagged, reference), new Vector<double>(lag), folded);
}
