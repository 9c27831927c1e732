using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Which presets are asked about.</summary>
public sealed record PresetFreshnessQuery(Symbol? Symbol, Timeframe? Timeframe, int Limit, string? Continuation)
{
    internal PresetFilter Filter => new() { Symbol = Symbol, Timeframe = Timeframe, Status = PresetStatus.Published };

    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static PresetFreshnessQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        PresetFreshnessQuery asked = new(query.Symbol(), query.Timeframe(), query.Limit(1, 200, 50), query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }
}
