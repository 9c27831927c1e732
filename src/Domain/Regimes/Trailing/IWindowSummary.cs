namespace ServerlessTraining.Domain.Regimes.Trailing;

/// <summary>What is known of a run of neighbouring bars, so that it can be put together from its two parts.</summary>
internal interface IWindowSummary<TSelf>
    where TSelf : struct, IWindowSummary<TSelf>
{
    static abstract TSelf Merge(in TSelf earlier, in TSelf later);
}
