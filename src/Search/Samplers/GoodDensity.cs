using ServerlessTraining.Domain;

namespace ServerlessTraining.Search.Samplers;

/// <summary>How likely a point is among the good ones: a bell about each of them, the better the weightier, and a little of everything.</summary>
internal sealed class GoodDensity
{
    // Correlations of more axes cannot be learned from the few good points that there are, and would cost the square of their number.
    private const int MostTurned = 16;

    private readonly SearchAxis[] axes;
    private readonly ParzenKernel[] kernels;
    private readonly double[] weights;
    private readonly double[] logWeights;
    private readonly double ofEverything;
    private readonly int[] plainAxes;
    private readonly int[] choiceAxes;
    private readonly (ChoiceChance Chance, ChoiceChance Log)[] chances;

    public GoodDensity(TrialTable table, int[] good)
    {
        axes = table.Axes;
        int[] ordered = [.. Enumerable.Range(0, axes.Length).Where(axis => !axes[axis].IsChoice)];
        int[] turned = [.. ordered.Where(axis => !axes[axis].IsConditional)];
        if (turned.Length is < 2 or > MostTurned) turned = [];
        plainAxes = [.. ordered.Except(turned)];
        choiceAxes = [.. Enumerable.Range(0, axes.Length).Where(axis => axes[axis].IsChoice)];
        int count = good.Length;
        chances = [.. axes.Select(axis => axis.IsChoice ? ChoiceChance.Of(axis.Choices, count) : default).Select(chance => (chance, chance.Logs()))];
        ofEverything = 1.0 / (good.Length + 1);
        weights = Weights(good.Length, 1 - ofEverything);
        logWeights = [.. weights.Select(weight => Math.Log(weight))];
        kernels = new ParzenKernel[good.Length];
        GoodNeighbours neighbours = new(table, good);
        for (int i = 0; i < kernels.Length; i++) kernels[i] = new ParzenKernel(table, good[i], neighbours.Of(good[i]), count, turned);
    }

    /// <summary>A point like one of the good ones.</summary>
    public void Draw(Func<int, ReadOnlySpan<double>, bool> isActive, SeededRandom random, Span<double> point)
    {
        Span<double> offsets = stackalloc double[axes.Length];
        int kernel = Pick(random);
        if (kernel >= 0) kernels[kernel].Draw(random, offsets);
        for (int axis = 0; axis < point.Length; axis++)
        {
            if (!isActive(axis, point)) point[axis] = double.NaN;
            else if (kernel >= 0 && !double.IsNaN(kernels[kernel].Place[axis])) point[axis] = Near(axis, kernels[kernel], offsets[axis], random);
            else point[axis] = kernel >= 0 ? Alone(axis, random) : axes[axis].Random(random);
        }
    }

    /// <summary>A point that has from each axis what one of the good ones has there, each from another: what parameters that do not depend on each other are best at together
    /// may not have been tried together.</summary>
    public void DrawCrossed(Func<int, ReadOnlySpan<double>, bool> isActive, SeededRandom random, Span<double> point)
    {
        for (int axis = 0; axis < point.Length; axis++) point[axis] = isActive(axis, point) ? Alone(axis, random) : double.NaN;
    }

    public double LogDensity(ReadOnlySpan<double> at)
    {
        Span<double> logs = stackalloc double[kernels.Length + 1];
        logs[^1] = Math.Log(ofEverything);
        for (int i = 0; i < kernels.Length; i++) logs[i] = logWeights[i] + kernels[i].LogDensity(at, plainAxes);
        foreach (int axis in choiceAxes)
        {
            if (double.IsNaN(at[axis])) continue;
            ChoiceChance log = chances[axis].Log;
            logs[^1] += log.Even;
            for (int i = 0; i < kernels.Length; i++) logs[i] += log.At(kernels[i].Place[axis], at[axis]);
        }

        double most = double.NegativeInfinity;
        foreach (double log in logs) most = Math.Max(most, log);
        double sum = 0;
        foreach (double log in logs) sum += Math.Exp(log - most);
        return most + Math.Log(sum);
    }

    /// <summary>As though the axes did not depend on each other.</summary>
    public double LogCrossedDensity(ReadOnlySpan<double> at)
    {
        double log = 0;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (double.IsNaN(at[axis])) continue;
            double sum = axes[axis].IsChoice ? ofEverything * chances[axis].Chance.Even : ofEverything;
            for (int i = 0; i < kernels.Length; i++)
            {
                sum += weights[i] * (axes[axis].IsChoice ? chances[axis].Chance.At(kernels[i].Place[axis], at[axis]) : Density(axis, kernels[i], at[axis]));
            }

            log += Math.Log(sum);
        }

        return log;
    }

    private static double Density(int axis, ParzenKernel kernel, double at)
    {
        const double OneOverRootTwoPi = 0.3989422804014327;
        double z = (at - kernel.Place[axis]) / kernel.Widths[axis];
        return double.IsNaN(z) ? 1 : OneOverRootTwoPi * Math.Exp(-0.5 * z * z) / kernel.Widths[axis];
    }

    /// <summary>The best counts most, and the last still something.</summary>
    private static double[] Weights(int count, double sum)
    {
        double[] ranked = new double[count];
        for (int i = 0; i < count; i++) ranked[i] = Math.Log((count + 1.0) / (i + 1));
        double all = ranked.Sum();
        for (int i = 0; i < count; i++) ranked[i] *= sum / all;
        return ranked;
    }

    /// <summary>What one of the good points that have a value there has on an axis; anything where none is found.</summary>
    private double Alone(int axis, SeededRandom random)
    {
        const int Tries = 8;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            int kernel = Pick(random);
            if (kernel < 0) break;
            if (!double.IsNaN(kernels[kernel].Place[axis])) return Near(axis, kernels[kernel], kernels[kernel].Widths[axis] * random.NextGaussian(), random);
        }

        return axes[axis].Random(random);
    }

    private double Near(int axis, ParzenKernel kernel, double offset, SeededRandom random)
    {
        if (!axes[axis].IsChoice) return axes[axis].Reflected(kernel.Place[axis] + offset);
        return random.NextDouble() < ChoiceChance.Mixed(axes[axis].Choices, kernels.Length) ? axes[axis].Random(random) : kernel.Place[axis];
    }

    /// <summary>-1 for none of them: anything.</summary>
    private int Pick(SeededRandom random)
    {
        double left = random.NextDouble();
        for (int i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }

        return -1;
    }
}
