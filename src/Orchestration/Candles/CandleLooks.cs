using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Ledgers;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What a run adds to the ledger of its market: its configuration at its candle, its seed, each trial of its search, and the opening of the final segment where its test
/// reaches into it.</summary>
internal sealed class CandleLooks(LedgerStore ledgers, MarketData markets)
{
    public async Task RecordAsync(CandleRun run, CandleResults results, CancellationToken cancellation)
    {
        string configuration = $"{results.Configuration.Training(results.Params).Hash} candle {TimeInterval.Text(run.Candle)}";
        List<TrialLook> looks = [TrialLook.Of(TrialKind.Configuration, configuration), TrialLook.Of(TrialKind.Seed, $"{configuration} seed {results.Configuration.Seed}")];
        if (results.Search is { } search) looks.Add(TrialLook.Of(TrialKind.Configuration, $"candle {run.Id} search", search.Trials));
        if (await markets.FindAsync(run.Symbol, run.Timeframe, cancellation) is { } market && results.Splits.Max(part => part.LastLabelEnd) > FinalSegment.Of(market.Bars).Start)
        {
            looks.Add(TrialLook.Of(TrialKind.FinalSegment, $"candle {run.Id}"));
        }

        await ledgers.RecordAsync(new TrialLedger(MarketName.InLedger(new SelectionMarket(run.Symbol, run.Timeframe)), run.SeriesFingerprint!).Record(looks), cancellation);
    }
}
