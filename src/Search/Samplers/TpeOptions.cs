namespace ServerlessTraining.Search.Samplers;

/// <summary>How <see cref="TpeSampler"/> searches.</summary>
public sealed record TpeOptions
{
    /// <summary>So many points are spread evenly before any is drawn from what was learned.</summary>
    public int Start { get; init; } = 10;

    /// <summary>Points that are drawn for each proposal; the most promising is proposed. More of them follow what is known more closely and explore less.</summary>
    public int Candidates { get; init; } = 24;
}
