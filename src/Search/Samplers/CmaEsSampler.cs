using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Covariance matrix adaptation: a normal distribution that moves, widens and turns to where trials were better, for the refinement of what is known to be good.
/// It keeps nothing between calls: it is worked out anew from the finished trials, whose points need not be its own. A population that is not whole does not count yet.</summary>
public sealed class CmaEsSampler : ISampler
{
    private const int Candidates = 8;

    private readonly CmaEsOptions options;

    public CmaEsSampler(CmaEsOptions? options = null)
    {
        this.options = options ?? new CmaEsOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(this.options.Given);
        ArgumentOutOfRangeException.ThrowIfNegative(this.options.Population);
    }

    public SearchPoint Propose(SearchSpace space, IReadOnlyList<Trial> finished, IReadOnlyList<SearchPoint> pending, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(finished);
        ArgumentNullException.ThrowIfNull(pending);
        SeededRandom random = new(seed);
        TrialTable table = TrialTable.Of(null, space, finished);
        int given = Math.Min(options.Given, finished.Count);
        CmaEsState state = new(space, table.Axes, options.Population);
        if (given > 0) state.StartAt(Ranked(table, finished, 0, given));
        for (int start = given; start + state.Population <= finished.Count; start += state.Population) state.Move(Ranked(table, finished, start, state.Population));
        IEnumerable<SearchPoint> drawn = Enumerable.Range(0, Candidates).Select(_ => state.Draw(random));
        return new UnusedPoints(space, finished, pending).First(drawn, random);
    }

    /// <summary>The places of a part of the trials, the best first, without those that were not measured.</summary>
    private static double[][] Ranked(TrialTable table, IReadOnlyList<Trial> finished, int start, int count)
    {
        TrialOrder order = new();
        for (int i = 0; i < count; i++) order.Add(finished[start + i], table.IsInside(start + i));
        return [.. order.BestFirst().Take(order.Measured).Select(i => table.Place(start + i).ToArray())];
    }
}
