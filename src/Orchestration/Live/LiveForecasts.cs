using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.LiveModels;

namespace ServerlessTraining.Orchestration.Live;

/// <summary>Asks live models about the stored bars of their markets.</summary>
public sealed class LiveForecasts(LiveModels models, LiveModelStore store, MarketData markets, ModelForecast forecast)
{
    /// <exception cref="RequestException">It is no market, or has no model or no bars.</exception>
    /// <exception cref="ServerlessTrainingException">The model is damaged or gone.</exception>
    public async Task<LiveForecast> RunAsync(string market, LiveForecastQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredLiveModel model = await models.FindLiveAsync(market, cancellationToken);
        MarketBars known = await markets.FindAsync(model.Symbol, model.Timeframe, cancellationToken) ?? throw new RequestException(
            StatusCodes.Status404NotFound,
            $"There are no bars of {model.Symbol} {model.Timeframe}. Import some: st data import {model.Symbol} {model.Timeframe} FILE.");
        IReadOnlyDictionary<string, byte[]> files = await store.ReadFilesAsync(model, cancellationToken);
        double threshold = query.Threshold ?? model.Threshold;
        IReadOnlyList<ForecastRow> rows = forecast.Run(files, known.Bars, query.From, query.To, threshold, cancellationToken);
        (IReadOnlyList<ForecastRow> page, string? next) = query.Page(rows);
        return new LiveForecast($"{model.Symbol}_{model.Timeframe}", model.Version, threshold, rows.Count, page, next);
    }
}
