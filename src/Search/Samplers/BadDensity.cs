using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Samplers;

/// <summary>How likely a point is among those that are not good, and those that are pending: a search keeps away from both. There are many of them, so this is where the time of a
/// proposal goes: four of them are looked at together. Vectors have a fixed length, so that sums come out the same on every machine.</summary>
internal sealed class BadDensity
{
    private const int Lanes = 4;
    private const int Block = 4 * Lanes;

    // Narrower than the rule for one even density would have it: what counts is whether this very place was tried.
    private const double WidthFactor = 0.4;
    private const double Narrowest = 0.01;

    // Numbers above would not fit when raised; only spaces of hundreds of parameters come near.
    private const double MostExponent = 700;

    private readonly SearchAxis[] axes;
    private readonly double[] columns;
    private readonly double[] counts;
    private readonly int stride;
    private readonly int rows;
    private readonly int bad;
    private readonly (double Scale, double Same, double Missing, double Constant)[] terms;

    public BadDensity(TrialTable table, ReadOnlySpan<int> good, IReadOnlyList<SearchPoint> pending)
    {
        axes = table.Axes;
        columns = table.Columns(pending, Block, out stride);
        rows = table.Count + pending.Count;
        bad = rows - good.Length;
        counts = new double[(rows + Block - 1) / Block * Block];
        counts.AsSpan(0, rows).Fill(1);
        foreach (int trial in good) counts[trial] = 0;
        double shrink = WidthFactor * Math.Pow(Math.Max(1, bad), -1.0 / (axes.Length + 4));
        terms = new (double, double, double, double)[axes.Length];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            terms[axis] = axes[axis].IsChoice
                ? OfChoice(ChoiceChance.Of(axes[axis].Choices, good.Length).Logs())
                : OfWidth(Math.Clamp(shrink * table.Spread(axis), Math.Max(Narrowest, axes[axis].MeanCell), 1));
        }
    }

    /// <summary>The logarithms of the density at some points, one after the other.</summary>
    public void LogDensities(ReadOnlySpan<double> points, Span<double> logs)
    {
        Span<double> constants = stackalloc double[logs.Length];
        for (int i = 0; i < logs.Length; i++) constants[i] = Constant(points.Slice(i * axes.Length, axes.Length));
        logs.Clear();
        for (int block = 0; block < rows; block += Block)
        {
            for (int i = 0; i < logs.Length; i++) logs[i] += Sum(block, points.Slice(i * axes.Length, axes.Length), constants[i]);
        }

        for (int i = 0; i < logs.Length; i++) logs[i] = Math.Log((logs[i] + Anything(points.Slice(i * axes.Length, axes.Length))) / (bad + 1));
    }

    private static (double Scale, double Same, double Missing, double Constant) OfWidth(double width)
    {
        double constant = -Math.Log(width) - ParzenKernel.HalfLogTwoPi;
        return (Math.Sqrt(0.5) / width, 0, -constant, constant);
    }

    private static (double Scale, double Same, double Missing, double Constant) OfChoice(ChoiceChance logs) => (0, logs.Same - logs.Other, logs.Even - logs.Other, logs.Other);

    /// <summary>A kernel's exponent at a point is this less the squares of the distances, or more where choices are the same or the kernel has no value.</summary>
    private double Constant(ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (!double.IsNaN(point[axis])) sum += terms[axis].Constant;
        }

        return sum;
    }

    private double Anything(ReadOnlySpan<double> point)
    {
        double density = 1;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (axes[axis].IsChoice && !double.IsNaN(point[axis])) density /= axes[axis].Choices;
        }

        return density;
    }

    // Compiled well at the first call: a process that proposes a few generations and ends would spend most of its time in the slow first version.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Sum(int block, ReadOnlySpan<double> point, double constant)
    {
        Vector256<double> first = Vector256.Create(constant);
        Vector256<double> second = first;
        Vector256<double> third = first;
        Vector256<double> fourth = first;
        for (int axis = 0; axis < point.Length; axis++)
        {
            if (double.IsNaN(point[axis])) continue;
            ref double column = ref columns[(axis * stride) + block];
            Vector256<double> at = Vector256.Create(point[axis]);
            Vector256<double> a = Vector256.LoadUnsafe(ref column);
            Vector256<double> b = Vector256.LoadUnsafe(ref column, Lanes);
            Vector256<double> c = Vector256.LoadUnsafe(ref column, 2 * Lanes);
            Vector256<double> d = Vector256.LoadUnsafe(ref column, 3 * Lanes);
            if (axes[axis].IsChoice || axes[axis].IsConditional)
            {
                first += Term(axis, at, a);
                second += Term(axis, at, b);
                third += Term(axis, at, c);
                fourth += Term(axis, at, d);
                continue;
            }

            Vector256<double> scale = Vector256.Create(terms[axis].Scale);
            a = (at - a) * scale;
            b = (at - b) * scale;
            c = (at - c) * scale;
            d = (at - d) * scale;
            first -= a * a;
            second -= b * b;
            third -= c * c;
            fourth -= d * d;
        }

        ref double count = ref counts[block];
        Vector256<double> sum = Counted(first, ref count, 0) + Counted(second, ref count, Lanes) + Counted(third, ref count, 2 * Lanes) + Counted(fourth, ref count, 3 * Lanes);
        return Vector256.Sum(sum);
    }

    private static Vector256<double> Counted(Vector256<double> exponents, ref double count, nuint offset) =>
        Vector256.Exp(Vector256.Min(exponents, Vector256.Create(MostExponent))) * Vector256.LoadUnsafe(ref count, offset);

    /// <summary>NaN equals nothing, itself neither: that is how a kernel without a value is told.</summary>
    private Vector256<double> Term(int axis, Vector256<double> at, Vector256<double> column)
    {
        (double scale, double same, double missing, _) = terms[axis];
        Vector256<double> scaled = (at - column) * Vector256.Create(scale);
        Vector256<double> term = axes[axis].IsChoice
            ? Vector256.ConditionalSelect(Vector256.Equals(at, column), Vector256.Create(same), Vector256<double>.Zero)
            : -(scaled * scaled);
        return Vector256.ConditionalSelect(Vector256.Equals(column, column), term, Vector256.Create(missing));
    }
}
