using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Importance;

/// <summary>Which parameters matter (functional analysis of variance). A forest of regression trees learns the losses over the space; a tree is constant on boxes, so that the
/// variance that each parameter makes in it, when all points are equally likely, is a sum over boxes and not an estimate of its own. Points that were tried more often because
/// they are good do not count more.</summary>
public static class ParameterImportance
{
    /// <summary>With fewer different points that were measured to the end nothing is said: a forest would tell noise.</summary>
    public const int LeastPoints = 10;

    private const int Trees = 64;

    /// <summary>Beyond the upper quartile by so many times the distance between the quartiles, a loss counts as if it lay there: where a few trials went astray altogether, their
    /// losses would say which parameters lead astray, and nothing of the rest.</summary>
    private const double Fence = 3;

    /// <summary>Those that matter most first; equal ones in the order of the space. Empty where it is not known: fewer points than <see cref="LeastPoints"/>, or losses without
    /// differences. Trials that were pruned or failed do not count; several of one point count as one with their mean.</summary>
    public static IReadOnlyList<ParameterShare> Of(SearchSpace space, IReadOnlyList<Trial> trials, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trials);
        (SearchPoint Point, double Loss)[] measured =
        [
            .. from trial in trials
               where trial.State == TrialState.Complete && trial.Loss is { } loss && double.IsFinite(loss)
               orderby trial.Number
               group trial.Loss!.Value by trial.Point into same
               select (same.Key, same.Average()),
        ];
        if (measured.Length < LeastPoints) return [];
        double[] losses = Fenced([.. measured.Select(one => one.Loss)]);
        double[] effects = new double[space.Parameters.Count];
        for (int tree = 0; tree < Trees; tree++)
        {
            SeededRandom random = new SeededRandom(seed).Fork((ulong)tree);
            int[] drawn = [.. losses.Select(_ => random.Next(losses.Length))];
            double[] targets = [.. drawn.Select(i => losses[i])];
            double[][] shares = Shares(space, [.. drawn.Select(i => measured[i].Point)], targets, random);
            TreeVariance.Add(RegressionTree.Grow(shares, targets, random), effects);
        }

        double sum = effects.Sum();
        if (!(sum > 0)) return [];
        return [.. space.Parameters.Select((parameter, i) => new ParameterShare(parameter.Name, effects[i] / sum)).OrderByDescending(share => share.Share)];
    }

    private static double[] Fenced(double[] losses)
    {
        double[] sorted = [.. losses.Order()];
        double upper = sorted[3 * (sorted.Length - 1) / 4];
        double between = upper - sorted[(sorted.Length - 1) / 4];
        return between > 0 ? [.. losses.Select(loss => Math.Min(loss, upper + (Fence * between)))] : losses;
    }

    /// <summary>A column for each parameter, as shares of its range.</summary>
    private static double[][] Shares(SearchSpace space, SearchPoint[] points, double[] losses, SeededRandom random) =>
        [.. space.Parameters.Select((parameter, i) => parameter is ChoiceParameter choice ? Choices(choice, i, points, losses, random) : Column(parameter, i, points, random))];

    /// <summary>A parameter that was not chosen would have had no effect, whatever it had been: so it has been anything, another in every tree.</summary>
    private static double[] Column(SearchParameter parameter, int place, SearchPoint[] points, SeededRandom random) =>
        [.. points.Select(point => point.IsActive(place) ? parameter.ToShare(point[place]) : random.NextDouble())];

    /// <summary>Choices stand in the order of their mean losses, so that a tree divides them as it divides a range.</summary>
    private static double[] Choices(ChoiceParameter choice, int place, SearchPoint[] points, double[] losses, SeededRandom random)
    {
        double[] sums = new double[choice.Choices.Count];
        int[] counts = new int[sums.Length];
        for (int i = 0; i < points.Length; i++)
        {
            if (!points[i].IsActive(place)) continue;
            sums[(int)points[i][place]] += losses[i];
            counts[(int)points[i][place]]++;
        }

        double mean = losses.Average();
        int[] order = [.. Enumerable.Range(0, sums.Length).OrderBy(one => counts[one] > 0 ? sums[one] / counts[one] : mean)];
        return [.. points.Select(point => choice.ToShare(point.IsActive(place) ? Array.IndexOf(order, (int)point[place]) : random.Next(order.Length)))];
    }
}
