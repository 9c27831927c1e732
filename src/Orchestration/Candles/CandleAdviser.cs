using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Proposes start params from what past runs came to.</summary>
public sealed class CandleAdviser(CandleRunStore runs, CandlePlanner planner)
{
    // The newest: older ones are of programs and data that are gone, and a row is read for each.
    private const int MostLooked = 500;

    /// <exception cref="Http.RequestException">There are no bars, or no such candle.</exception>
    public async Task<CandleProposal> ProposeAsync(CandleProposalQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        BarSeries bars = (await planner.MarketAsync(query.Symbol, query.Timeframe, cancellationToken)).Bars;
        CandleConfig config = CandleConfig.Of(query.Symbol, query.Timeframe, query.CandleDate, query.Options);
        CandlePlanner.Check(bars, config);
        CandleSplit split = CandleSplit.Of(bars, config.CandleDate, query.Options);
        CandleMarket market = CandleMarket.Of(split.Known.Slice(split.Train.First, split.Train.Count));
        CandleAdvice advice = CandleAdvice.Of(market, query.Options.Params, await PastAsync(config.CandleDate + query.Timeframe.Duration, cancellationToken));
        return new CandleProposal(
            config.Symbol, config.Timeframe, config.CandleDate, advice.Runs, advice.Proposed, query.Options.Params, advice.Expected, advice.OwnExpected, advice.Reason);
    }

    // Only what was over when the candle closed: a later test, also of a market that moves with this one, has seen what the run is to be tested on.
    private async Task<IReadOnlyList<CandleExperience>> PastAsync(DateTimeOffset known, CancellationToken cancellation)
    {
        List<CandleExperience> past = [];
        StoredPage<CandleRunSummary> page = await runs.PageAsync(MostLooked, null, cancellation);
        foreach (CandleRunSummary summary in page.Items.Where(run => run is { Status: CandleRunStatus.Completed, RocAuc: not null }))
        {
            if (await runs.FindAsync(summary.Id, cancellation) is { } run && CandleRunFigures.Of(run) is { } figures && figures.TestEnd <= known)
            {
                past.Add(new CandleExperience(figures.Market, figures.Params, summary.RocAuc!.Value));
            }
        }

        return past;
    }
}
