using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>An exchange's klines endpoint, for one market.</summary>
/// <param name="Endpoint">http or https, without a query.</param>
/// <param name="Start">Where an empty series begins.</param>
public sealed record KlinesFeed(string Name, Uri Endpoint, Symbol Symbol, Timeframe Timeframe, DateTimeOffset Start) : FeedDefinition(Name)
{
    public const string KindName = "klines";
    public const string DefaultPath = "/api/v3/klines";
    public const int DefaultWeightLimit = 1000;

    /// <summary>The market's name at the exchange. Default: ours.</summary>
    public string ExchangeSymbol { get; init; } = Symbol.Name;

    /// <summary>The used weight (of a minute) that the exchange tells, from which on the next minute is waited for. 1 to 100,000, default 1,000.</summary>
    public int WeightLimit { get; init; } = DefaultWeightLimit;

    public override string Kind => KindName;

    public override string Source => Endpoint.Authority;
}
