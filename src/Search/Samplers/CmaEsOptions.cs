namespace ServerlessTraining.Search.Samplers;

/// <summary>How <see cref="CmaEsSampler"/> searches.</summary>
public sealed record CmaEsOptions
{
    /// <summary>So many of the finished trials, from the first, come from another search: this one starts at the best of them, as wide as the best few lie apart.
    /// 0: it starts in the middle of the space.</summary>
    public int Given { get; init; }

    /// <summary>Trials after which the distribution moves; 0 for the customary number, which grows with the logarithm of the dimension.</summary>
    public int Population { get; init; }
}
