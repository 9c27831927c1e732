namespace ServerlessTraining.Search.Pruning;

/// <summary>Gives up a trial when more than half of the others stood better at the same step. With several objectives better means a lower non-dominated rank, so that a trial
/// which nobody beats everywhere is never given up, and weights between objectives are not needed.</summary>
public sealed class MedianPruner : IPruner
{
    private readonly MedianPrunerOptions options;

    public MedianPruner(MedianPrunerOptions? options = null)
    {
        this.options = options ?? new MedianPrunerOptions();
        this.options.Validate();
    }

    public bool IsPruned(IReadOnlyList<IReadOnlyList<double>> steps, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> others)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(others);
        if (steps.Count <= options.WarmUpSteps) return false;
        Standing standing = Standing.Of(steps, others);
        return standing.Others >= options.WarmUpTrials && standing.Better > options.Share * standing.Others;
    }
}
