using ServerlessTraining.Domain;

namespace ServerlessTraining.Search.Spaces;

/// <summary>What a search chooses from. A parameter's condition looks at one before it, so that a point can be made from first to last.</summary>
public sealed class SearchSpace
{
    /// <summary>Parameters: far more than any search can tell apart.</summary>
    public const int Most = 1_000;

    private readonly Dictionary<string, int> places;
    private readonly (int Parent, bool[] Fits)[] conditions;

    /// <exception cref="ServerlessTrainingException">It cannot be searched; everything that is wrong is told.</exception>
    public SearchSpace(IEnumerable<SearchParameter> parameters)
    {
        Parameters = [.. parameters];
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        conditions = new (int, bool[])[Parameters.Count];
        Faults faults = new("The space cannot be searched");
        faults.Require(Parameters.Count > 0, "it has no parameters; at least one is needed");
        faults.Require(Parameters.Count <= Most, $"it has {Parameters.Count} parameters; at most {Most} can be searched");
        for (int i = 0; i < Parameters.Count; i++)
        {
            SearchParameter parameter = Parameters[i];
            foreach (string problem in parameter.Problems()) faults.Add(problem);
            conditions[i] = Condition(parameter, faults);
            faults.Require(places.TryAdd(parameter.Name, i), $"{parameter.Name} stands in it twice");
        }

        faults.Throw();
    }

    public IReadOnlyList<SearchParameter> Parameters { get; }

    /// <summary>-1 where there is no such parameter.</summary>
    public int IndexOf(string name) => places.GetValueOrDefault(name, -1);

    /// <summary>The parameter that decides whether this one is chosen; -1 for none.</summary>
    public int ParentOf(int parameter) => conditions[parameter].Parent;

    /// <summary>Whether a parameter is chosen, by the values before it.</summary>
    public bool IsActive(int parameter, ReadOnlySpan<double> values)
    {
        (int parent, bool[] fits) = conditions[parameter];
        return parent < 0 || (!double.IsNaN(values[parent]) && fits[(int)values[parent]]);
    }

    /// <summary>The point at shares of the ranges, one for each parameter; those that are not chosen have no value.</summary>
    public SearchPoint FromShares(ReadOnlySpan<double> shares)
    {
        Span<double> values = stackalloc double[Parameters.Count];
        for (int i = 0; i < values.Length; i++) values[i] = IsActive(i, values) ? Parameters[i].FromShare(shares[i]) : double.NaN;
        return new SearchPoint(values);
    }

    /// <summary>Throws unless each value is allowed and exactly the parameters whose condition holds have one.</summary>
    public void Check(SearchPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        Faults faults = new("The point does not lie in the space");
        faults.Require(point.Count == Parameters.Count, $"it has {point.Count} values and the space {Parameters.Count} parameters");
        for (int i = 0; i < Math.Min(point.Count, Parameters.Count); i++)
        {
            SearchParameter parameter = Parameters[i];
            bool wanted = faults.None && IsActive(i, point.Values);
            if (point.IsActive(i) && !parameter.Allows(point[i])) faults.Add($"{parameter.Name} is {point[i]}; allowed is {parameter.Allowed}");
            else if (faults.None && point.IsActive(i) != wanted) faults.Add($"{parameter.Name} {(wanted ? "has no value" : "has a value though its condition does not hold")}");
        }

        faults.Throw();
    }

    private (int Parent, bool[] Fits) Condition(SearchParameter parameter, Faults faults)
    {
        if (parameter.When is not { } when) return (-1, []);
        if (IndexOf(when.Parameter) is not (>= 0 and var parent) || Parameters[parent] is not ChoiceParameter { Choices: var choices })
        {
            faults.Add($"{parameter.Name} depends on {when.Parameter}, which is not a parameter with choices that comes before it");
            return (-1, []);
        }

        string[] unknown = [.. when.Choices.Except(choices, StringComparer.Ordinal)];
        faults.Require(unknown.Length == 0, $"{parameter.Name} depends on {when.Parameter} being {string.Join(" or ", unknown)}; its choices are {string.Join(", ", choices)}");
        faults.Require(when.Choices.Count > 0, $"{parameter.Name} depends on {when.Parameter}, but on none of its choices");
        return (parent, [.. choices.Select(choice => when.Choices.Contains(choice, StringComparer.Ordinal))]);
    }
}
