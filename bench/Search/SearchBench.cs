using ServerlessTraining.Domain;
using ServerlessTraining.Search.Samplers;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Search;

/// <summary>The tree-structured Parzen estimator: how fast it proposes, and how near it comes to minima that are known.</summary>
internal sealed class SearchBench : IBenchGroup
{
    private const int Trials = 1000;
    private const int Seeds = 30;
    private const int Half = 100;
    private const int Whole = 200;

    public string Name => "search";

    public Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, ReferenceRegret> reference = ReferenceRegret.Load()
            ?? throw new ServerlessTrainingException("The group search compares with ../shared/data/reference/hpo_functions.json beside the clone, which is not there.");
        (BenchRow Row, bool NoWorse, bool Better)[] functions = [.. SearchFunction.All.Select(function => Function(function, reference[function.Name]))];
        return Task.FromResult<IReadOnlyList<BenchRow>>(
        [
            Speed(10),
            Speed(40),
            new BenchRow("functions.no_worse", functions.Count(function => function.NoWorse), $"of {functions.Length}"),
            new BenchRow("functions.better", functions.Count(function => function.Better), $"of {functions.Length}"),
            .. functions.Select(function => function.Row),
        ]);
    }

    private static BenchRow Speed(int dimensions)
    {
        SearchSpace space = new(Enumerable.Range(0, dimensions).Select(i => new RealParameter($"x{i}", -1, 2)));
        double seconds = Measure.MedianSeconds(() => Study(space, point => SquaredLength(point.Values), Trials, 1));
        return new BenchRow($"tpe.{dimensions}", Trials / seconds, "proposals/s");
    }

    private static (BenchRow Row, bool NoWorse, bool Better) Function(SearchFunction function, ReferenceRegret reference)
    {
        SearchSpace space = new(function.Bounds.Select((bound, i) => new RealParameter($"x{i}", bound.Low, bound.High)));
        double[][] studies = [.. Enumerable.Range(1, Seeds).Select(seed => Study(space, point => function.Of(point.Values), Whole, (ulong)seed))];
        double half = Regret(Half);
        double whole = Regret(Whole);
        string unit = FormattableString.Invariant($"regret at {Whole}; at {Half} {half:G3}, peer {reference.Half:G3}");
        BenchRow row = new($"functions.{function.Name}", whole, unit, reference.Whole, whole / reference.Whole);
        return (row, reference.IsMet(half, whole), reference.IsBeaten(half, whole));

        double Regret(int trials) => Measure.Median([.. studies.Select(losses => losses.Take(trials).Min() - function.Optimum)]);
    }

    /// <summary>The losses of a study of one trial after another.</summary>
    private static double[] Study(SearchSpace space, Func<SearchPoint, double> loss, int trials, ulong seed)
    {
        TpeSampler sampler = new();
        SeededRandom seeds = new(seed);
        List<Trial> finished = [];
        for (int i = 0; i < trials; i++)
        {
            SearchPoint point = sampler.Propose(space, finished, [], seeds.NextUInt64());
            double[] losses = [loss(point)];
            finished.Add(new Trial(i, point, TrialState.Complete, losses, [losses]));
        }

        return [.. finished.Select(trial => trial.Losses[0])];
    }

    private static double SquaredLength(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value * value;
        return sum;
    }
}
