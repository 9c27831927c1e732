using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Trials from best to worst. Those measured to the end come first: the loss of a pruned one is of fewer folds, perhaps of the easy ones, and others were better
/// when they were as far. Among themselves pruned ones stand by the loss they had. What failed is worse than all. Equal ones stand in the order in which they came.</summary>
internal sealed class TrialOrder : IComparer<int>
{
    private readonly List<(int Class, IReadOnlyList<double> Losses)> trials = [];
    private readonly List<int> order = [];
    private int objectives;

    /// <summary>How many of the first in the order have losses; the others say only where not to look.</summary>
    public int Measured { get; private set; }

    /// <param name="example">Whether others may be drawn like it, were it good.</param>
    public void Add(Trial trial, bool example)
    {
        bool measured = example && trial.State != TrialState.Failed && trial.Losses.Count > 0 && !trial.Losses.Any(double.IsNaN);
        if (measured && objectives == 0) objectives = trial.Losses.Count;
        measured = measured && trial.Losses.Count == objectives;
        int index = trials.Count;
        trials.Add((!measured ? 2 : trial.State == TrialState.Pruned ? 1 : 0, trial.Losses));
        if (measured) Measured++;
        order.Insert(~order.BinarySearch(index, this), index);
    }

    public IReadOnlyList<int> BestFirst()
    {
        if (objectives < 2) return order;
        int complete = order.FindIndex(i => trials[i].Class > 0) is >= 0 and var first ? first : order.Count;
        return
        [
            .. ParetoOrder.Of(order[..complete], i => trials[i].Losses),
            .. ParetoOrder.Of(order[complete..Measured], i => trials[i].Losses),
            .. order[Measured..],
        ];
    }

    public int Compare(int x, int y)
    {
        int compared = trials[x].Class.CompareTo(trials[y].Class);
        if (compared == 0 && trials[x].Class < 2) compared = trials[x].Losses[0].CompareTo(trials[y].Losses[0]);
        return compared != 0 ? compared : x.CompareTo(y);
    }
}
