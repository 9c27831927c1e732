using ServerlessTraining.Domain;

namespace ServerlessTraining.Search.Samplers;

/// <summary>The chances of choices beside the normal distribution of a <see cref="CmaEsState"/>: they follow the better half of each population.</summary>
internal sealed class CmaEsChoices(SearchAxis[] axes)
{
    // How far chances follow one population.
    private const double Rate = 0.3;

    // How often any choice is taken, so that none is lost.
    private const double Any = 0.1;

    private readonly double[][] chances = [.. axes.Select(axis => Enumerable.Repeat(1.0 / Math.Max(1, axis.Choices), axis.Choices).ToArray())];

    public void StartAt(double[][] points) => Move(points, [.. Enumerable.Repeat(1.0, points.Length)], 1 - Any);

    public void Move(double[][] points, double[] weights) => Move(points, weights, Rate);

    public int Draw(int axis, SeededRandom random)
    {
        double[] own = chances[axis];
        if (random.NextDouble() < Any) return random.Next(own.Length);
        double left = random.NextDouble();
        for (int choice = 0; choice < own.Length; choice++)
        {
            left -= own[choice];
            if (left < 0) return choice;
        }

        return own.Length - 1;
    }

    private void Move(double[][] points, double[] weights, double rate)
    {
        for (int axis = 0; axis < axes.Length; axis++)
        {
            double[] counts = new double[axes[axis].Choices];
            double sum = 0;
            for (int k = 0; k < points.Length && counts.Length > 0; k++)
            {
                if (double.IsNaN(points[k][axis])) continue;
                counts[(int)points[k][axis]] += weights[k];
                sum += weights[k];
            }

            for (int choice = 0; choice < counts.Length && sum > 0; choice++) chances[axis][choice] += rate * ((counts[choice] / sum) - chances[axis][choice]);
        }
    }
}
