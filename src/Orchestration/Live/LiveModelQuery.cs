using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Live;

/// <summary>Which part of a list of models is asked for.</summary>
public sealed record LiveModelQuery(int Limit, string? Continuation)
{
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static LiveModelQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        LiveModelQuery asked = new(query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }

    /// <summary>The version that a rollback names; null where it names none.</summary>
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static int? VersionOf(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        int? version = query.Whole("version", 1, int.MaxValue - 1);
        query.ThrowIfFaulty();
        return version;
    }

    /// <exception cref="RequestException">It names no market.</exception>
    internal static SelectionMarket MarketOf(string market) => MarketName.TryParse(Uri.UnescapeDataString(market), out SelectionMarket found)
        ? found
        : throw new RequestException(new FieldFault("market", FieldFault.Show(market), "symbol and timeframe as in BTCUSDT_1h"));
}
