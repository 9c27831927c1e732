namespace ServerlessTraining.Search.Pruning;

/// <summary>Successive halving. At a rung (1, 3, 9 ... steps) the best third of those that came there goes on, and the rest is given up; between rungs nobody is.
/// <list type="bullet">
/// <item>Synchronous: all of a rung are known when the first is asked about, so that of n exactly n / reduction go on, rounded down, and at least one.</item>
/// <item>Asynchronous (ASHA): each is asked about when it comes, by those that came before it. While there are fewer than the reduction, there is no best third yet: they go on.
/// So more than a third goes on in the end, and nobody waits.</item>
/// </list>
/// Equal ones are not told apart: they go on together. With several objectives the order is that of non-dominated ranks; a rank is not cut in two, since within it nobody is
/// beaten everywhere, and rank 0 goes on even where it is more than a third.</summary>
public sealed class HalvingPruner : IPruner
{
    private readonly HalvingPrunerOptions options;

    public HalvingPruner(HalvingPrunerOptions? options = null)
    {
        this.options = options ?? new HalvingPrunerOptions();
        this.options.Validate();
    }

    public bool IsPruned(IReadOnlyList<IReadOnlyList<double>> steps, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> others)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(others);
        if (!IsRung(steps.Count)) return false;
        Standing standing = Standing.Of(steps, others);
        int going = (standing.Others + 1) / options.Reduction;
        if (options.Asynchronous && going == 0) return false;
        return standing.Better >= Math.Max(going, 1);
    }

    private bool IsRung(int steps)
    {
        long rung = options.FirstRung;
        while (rung < steps) rung *= options.Reduction;
        return rung == steps;
    }
}
