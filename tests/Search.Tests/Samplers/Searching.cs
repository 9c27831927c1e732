using ServerlessTraining.Domain;
using ServerlessTraining.Search.Samplers;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Search.Tests.Samplers;

/// <summary>Searches that the tests of samplers share.</summary>
internal static class Searching
{
    /// <summary>Each kind of parameter and a condition.</summary>
    public static SearchSpace Mixed { get; } = new(
    [
        new RealParameter("rate", 0.001, 1, Log: true),
        new WholeParameter("leaves", 2, 4096, Log: true),
        new WholeParameter("depth", -1, 12),
        new ChoiceParameter("booster", ["\"gbdt\"", "\"dart\"", "\"goss\""]),
        new RealParameter("drop_rate", 0, 0.5) { When = new SearchCondition("booster", ["\"dart\""]) },
        new RealParameter("share", -2, 3),
    ]);

    /// <summary>22 points: two without and twenty with a value for the last.</summary>
    public static SearchSpace Small { get; } = new(
    [
        new ChoiceParameter("a", ["1", "2", "3"]),
        new WholeParameter("b", 1, 2),
        new WholeParameter("c", 1, 5, Log: true) { When = new SearchCondition("a", ["2", "3"]) },
    ]);

    public static List<Trial> Run(ISampler sampler, SearchSpace space, int trials, ulong seed, Func<SearchPoint, double> loss) =>
        RunFrom([], sampler, space, trials, seed, loss);

    public static List<Trial> RunFrom(IEnumerable<Trial> before, ISampler sampler, SearchSpace space, int trials, ulong seed, Func<SearchPoint, double> loss)
    {
        List<Trial> finished = [.. before];
        SeededRandom seeds = new(seed);
        for (int i = 0; i < trials; i++)
        {
            SearchPoint point = sampler.Propose(space, finished, [], seeds.NextUInt64());
            finished.Add(Measured(finished.Count, point, loss(point)));
        }

        return finished;
    }

    public static Trial Measured(int number, SearchPoint point, params double[] losses) => new(number, point, TrialState.Complete, losses, [losses]);

    public static SearchSpace SpaceOf(SearchFunction function) => new(function.Bounds.Select((bound, i) => new RealParameter($"x{i}", bound.Low, bound.High)));

    /// <summary>The median over seeds of how far the best value is from the least there is.</summary>
    public static double MedianRegret(Func<ISampler> sampler, SearchFunction function, int trials, int seeds) => MedianRegrets(sampler, function, [trials], seeds)[0];

    /// <summary>The same after several numbers of trials, the last one the largest.</summary>
    public static double[] MedianRegrets(Func<ISampler> sampler, SearchFunction function, int[] trials, int seeds)
    {
        SearchSpace space = SpaceOf(function);
        List<Trial>[] studies = [.. Enumerable.Range(1, seeds).Select(seed => Run(sampler(), space, trials[^1], (ulong)seed, point => function.Of(point.Values)))];
        return [.. trials.Select(count => Median(studies.Select(study => study.Take(count).Min(trial => trial.Losses[0]) - function.Optimum)))];
    }

    /// <summary>How far from good settings a point of <see cref="Mixed"/> is.</summary>
    public static double MixedLoss(SearchPoint point) =>
        Math.Pow(Math.Log10(point[0]) + 2, 2) + Math.Pow(Math.Log2(point[1]) - 5, 2) + Math.Abs(point[2] - 6)
        + (point[3] == 1 ? 4 * Math.Abs(point[4] - 0.1) : 2) + Math.Pow(point[5] - 1, 2);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
