using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Samplers;

/// <summary>The distribution of a covariance matrix adaptation on the axes that have an order, with the customary rates; beside it the chances of choices.
/// Steps are measured with the Cholesky factor of the covariance, which serves as well as its symmetric root and costs less.</summary>
internal sealed class CmaEsState
{
    // In shares. Points that were given lie within, or they are no neighbourhood.
    private const double FirstWidth = 0.25;
    private const double LeastWidth = 0.01;
    private const double WidestStep = 0.5;
    private const double SmallestStep = 1e-9;

    private readonly SearchSpace space;
    private readonly SearchAxis[] axes;
    private readonly int[] ordered;
    private readonly double[] mean;
    private readonly double[] covariance;
    private readonly double[] stepPath;
    private readonly double[] turnPath;
    private readonly CmaEsChoices choices;
    private LowerTriangle factor;
    private double step = 1;
    private int moves;

    public CmaEsState(SearchSpace space, SearchAxis[] axes, int population)
    {
        this.space = space;
        this.axes = axes;
        ordered = [.. Enumerable.Range(0, axes.Length).Where(axis => !axes[axis].IsChoice)];
        Population = population > 0 ? population : 4 + (int)(3 * Math.Log(Math.Max(1, axes.Length)));
        mean = new double[ordered.Length];
        Array.Fill(mean, 0.5);
        covariance = new double[ordered.Length * ordered.Length];
        for (int i = 0; i < ordered.Length; i++) covariance[(i * ordered.Length) + i] = FirstWidth * FirstWidth;
        factor = new LowerTriangle(covariance, ordered.Length);
        stepPath = new double[ordered.Length];
        turnPath = new double[ordered.Length];
        choices = new CmaEsChoices(axes);
    }

    public int Population { get; }

    /// <summary>At the best of the points, as wide on each axis as the best few lie from it.</summary>
    public void StartAt(double[][] ranked)
    {
        if (ranked.Length == 0) return;
        const int Few = 3;
        double[][] best = ranked[..Math.Min(ranked.Length, Math.Max(Few, (int)Math.Sqrt(ranked.Length)))];
        for (int i = 0; i < ordered.Length; i++)
        {
            int axis = ordered[i];
            double[] known = [.. best.Select(point => point[axis]).Where(double.IsFinite)];
            if (known.Length == 0) continue;
            mean[i] = known[0];
            double variance = known.Sum(at => (at - mean[i]) * (at - mean[i])) / Math.Max(1, known.Length - 1);
            covariance[(i * ordered.Length) + i] = Math.Pow(Math.Clamp(Math.Sqrt(variance), LeastWidth, FirstWidth), 2);
        }

        factor = new LowerTriangle(covariance, ordered.Length);
        choices.StartAt(best);
    }

    /// <summary>After a population, from best to worst; what could not be measured is not in it.</summary>
    public void Move(double[][] ranked)
    {
        int parents = Math.Min(Population / 2, ranked.Length);
        if (parents == 0) return;
        double[] weights = [.. Enumerable.Range(1, parents).Select(rank => Math.Log((Population + 1) / 2.0) - Math.Log(rank))];
        double sum = weights.Sum();
        for (int i = 0; i < parents; i++) weights[i] /= sum;
        choices.Move(ranked[..parents], weights);
        if (ordered.Length == 0) return;
        moves++;
        MoveDistribution([.. ranked.Take(parents).Select(Step)], weights);
    }

    public SearchPoint Draw(SeededRandom random)
    {
        int size = ordered.Length;
        Span<double> independent = stackalloc double[size];
        Span<double> offsets = stackalloc double[size];
        for (int i = 0; i < size; i++) independent[i] = random.NextGaussian();
        factor.Multiply(independent, offsets);
        double[] place = new double[axes.Length];
        for (int i = 0; i < size; i++)
        {
            SearchAxis axis = axes[ordered[i]];
            double width = step * Math.Sqrt(covariance[(i * size) + i]);
            double least = axis.LeastWidth(axis.Value(mean[i]));
            double spare = Math.Sqrt(Math.Max(0, (least * least) - (width * width)));
            place[ordered[i]] = axis.Reflected(mean[i] + (step * offsets[i]) + (spare * random.NextGaussian()));
        }

        double[] values = new double[axes.Length];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            double at = axes[axis].IsChoice ? choices.Draw(axis, random) : place[axis];
            values[axis] = space.IsActive(axis, values) ? axes[axis].Value(at) : double.NaN;
        }

        return new SearchPoint(values);
    }

    /// <summary>The step to a point, in units of the step width. One that this distribution would hardly take, because the point came from elsewhere, is shortened:
    /// it must not throw the adaptation off. A parameter without a value takes none.</summary>
    private double[] Step(double[] point)
    {
        int size = ordered.Length;
        double[] taken = new double[size];
        for (int i = 0; i < size; i++) taken[i] = double.IsNaN(point[ordered[i]]) ? 0 : (point[ordered[i]] - mean[i]) / step;
        double[] independent = new double[size];
        factor.Solve(taken, independent);
        double most = Math.Sqrt(size) + (2.0 * size / (size + 2));
        double length = Math.Sqrt(independent.Sum(z => z * z));
        for (int i = 0; i < size && length > most; i++) taken[i] *= most / length;
        return taken;
    }

    private void MoveDistribution(double[][] steps, double[] weights)
    {
        int size = ordered.Length;
        double effective = 1 / weights.Sum(weight => weight * weight);
        double[] shift = new double[size];
        for (int k = 0; k < steps.Length; k++)
        {
            for (int i = 0; i < size; i++) shift[i] += weights[k] * steps[k][i];
        }

        double stepRate = (effective + 2) / (size + effective + 5);
        double damping = 1 + (2 * Math.Max(0, Math.Sqrt((effective - 1) / (size + 1)) - 1)) + stepRate;
        double[] independent = new double[size];
        factor.Solve(shift, independent);
        for (int i = 0; i < size; i++)
        {
            mean[i] = Math.Clamp(mean[i] + (step * shift[i]), 0, 1);
            stepPath[i] = ((1 - stepRate) * stepPath[i]) + (Math.Sqrt(stepRate * (2 - stepRate) * effective) * independent[i]);
        }

        double expected = Math.Sqrt(size) * (1 - (1.0 / (4 * size)) + (1.0 / (21 * size * size)));
        double length = Math.Sqrt(stepPath.Sum(z => z * z));
        bool steady = length / Math.Sqrt(1 - Math.Pow(1 - stepRate, 2 * moves)) < (1.4 + (2.0 / (size + 1))) * expected;
        Turn(steps, weights, shift, effective, steady);
        step *= Math.Exp(stepRate / damping * ((length / expected) - 1));
        double widest = Math.Sqrt(Enumerable.Range(0, size).Max(i => covariance[(i * size) + i]));
        step = Math.Clamp(step, SmallestStep / widest, WidestStep / widest);
        factor = new LowerTriangle(covariance, size);
    }

    private void Turn(double[][] steps, double[] weights, double[] shift, double effective, bool steady)
    {
        int size = ordered.Length;
        double pathRate = (4 + (effective / size)) / (size + 4 + (2 * effective / size));
        double oneRate = 2 / (((size + 1.3) * (size + 1.3)) + effective);
        double manyRate = Math.Min(1 - oneRate, 2 * (effective - 2 + (1 / effective)) / (((size + 2.0) * (size + 2)) + effective));
        double kept = 1 - oneRate - manyRate + (steady ? 0 : oneRate * pathRate * (2 - pathRate));
        for (int i = 0; i < size; i++) turnPath[i] = ((1 - pathRate) * turnPath[i]) + (steady ? Math.Sqrt(pathRate * (2 - pathRate) * effective) * shift[i] : 0);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double among = 0;
                for (int k = 0; k < steps.Length; k++) among += weights[k] * steps[k][i] * steps[k][j];
                covariance[(i * size) + j] = (kept * covariance[(i * size) + j]) + (oneRate * turnPath[i] * turnPath[j]) + (manyRate * among);
            }
        }
    }
}
