using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Live;

/// <summary>Which bars a live model is asked about.</summary>
/// <param name="From">The first bar opens at or after; null for the first there is.</param>
/// <param name="To">The last bar opens before; null for the last there is.</param>
/// <param name="Threshold">In the place of the model's own; null for that.</param>
/// <param name="Limit">How many rows a page has.</param>
/// <param name="Next">Where the page begins; null for the first.</param>
public sealed record LiveForecastQuery(DateTimeOffset? From, DateTimeOffset? To, double? Threshold, int Limit, DateTimeOffset? Next)
{
    public const int MostRows = 100_000;
    private const int UsualRows = 10_000;

    /// <summary>`start_date` and `end_date` are both included; an end without a time means its whole day.</summary>
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static LiveForecastQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        DateTimeOffset? from = query.Time("start_date");
        DateTimeOffset? to = query.EndTime("end_date");
        if (from >= to) query.Refuse("end_date", parameters["end_date"].ToString(), $"a time not before start_date, which is {TimeInterval.Text(from.Value)},");
        LiveForecastQuery asked = new(from, to, query.Number("threshold", 0, 1), query.Limit(1, MostRows, UsualRows), query.Time("continuation"));
        query.ThrowIfFaulty();
        return asked;
    }

    /// <summary>The rows of the page, and where the next one begins; null where there is none.</summary>
    internal (IReadOnlyList<ForecastRow> Rows, string? Continuation) Page(IReadOnlyList<ForecastRow> all)
    {
        ForecastRow[] left = [.. all.Where(row => Next is null || row.Timestamp >= Next).Take(Limit + 1)];
        return left.Length > Limit ? (left[..Limit], TimeInterval.Text(left[^1].Timestamp)) : (left, null);
    }
}
