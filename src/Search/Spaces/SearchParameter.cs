namespace ServerlessTraining.Search.Spaces;

/// <summary>One thing that a search chooses. In a point its value is a number: what is chosen itself, or the place of a choice in its list.</summary>
/// <param name="Name">As the model type names the hyper-parameter.</param>
public abstract record SearchParameter(string Name)
{
    /// <summary>When it is chosen at all; null for always.</summary>
    public SearchCondition? When { get; init; }

    /// <summary>How many values there are; null where there are more than can be counted.</summary>
    public abstract long? Count { get; }

    /// <summary>The value at a share of the range, so that equal shares are equally likely: half way of 1 to 100 on a logarithmic scale is 10.</summary>
    /// <param name="share">0 to 1, 1 excluded.</param>
    public abstract double FromShare(double share);

    /// <summary>The share that stands for a value: <see cref="FromShare"/> of it is the value again. Values with an interval of their own have its middle.</summary>
    public abstract double ToShare(double value);

    /// <summary>Whether it is one of the values.</summary>
    public abstract bool Allows(double value);

    /// <summary>What is allowed, in words.</summary>
    public abstract string Allowed { get; }

    /// <summary>What keeps it from being searched; none where all is well.</summary>
    internal abstract IEnumerable<string> Problems();
}
