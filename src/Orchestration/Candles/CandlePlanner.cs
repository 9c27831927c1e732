using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Makes of a configuration the work that trains it, on the bars as they are.</summary>
public sealed class CandlePlanner(MarketData markets)
{
    /// <exception cref="RequestException">There are no bars (404).</exception>
    public async Task<MarketBars> MarketAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        await markets.FindAsync(symbol, timeframe, cancellationToken) ?? throw new RequestException(
            StatusCodes.Status404NotFound, $"There are no bars of {symbol} {timeframe}. Import them: ./st data import {symbol} {timeframe} FILE.");

    /// <summary>Refuses a candle that cannot be trained from.</summary>
    /// <exception cref="RequestException">It is no bar, or has too few around it.</exception>
    public static void Check(BarSeries bars, CandleConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        try
        {
            CandleSplit.Of(bars, config.CandleDate, config.Options());
        }
        catch (ServerlessTrainingException error)
        {
            FieldFault fault = new("candle_date", TimeInterval.Text(config.CandleDate), "a bar with enough bars before and after it");
            throw new RequestException(StatusCodes.Status400BadRequest, error.Message, [fault]);
        }
    }

    /// <param name="runId">Makes the work the run's own: each run trains afresh.</param>
    internal static FoldWork WorkOf(BarSeries bars, CandleConfig config, string runId)
    {
        CandleSplit split = CandleSplit.Of(bars, config.CandleDate, config.Options());
        return new FoldWork(config.Canonical(), SeriesFingerprint.Of(split.Known), "{}", split.Plan.Key, 1, (ulong)config.Seed, BuildInfo.Version)
        {
            Kind = FoldWork.Candle,
            Repeat = runId,
        };
    }
}
