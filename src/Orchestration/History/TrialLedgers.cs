using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.History;

/// <summary>Reads the trial ledgers.</summary>
public sealed class TrialLedgers(LedgerStore ledgers, BarStore bars)
{
    private const double Confidence = 0.95;

    /// <summary>By market and data.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<LedgerView>> PageAsync(LedgerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<LedgerView> views = [];
        string? continuation = query.Continuation;
        do
        {
            StoredPage<LedgerKey> page = await Paging.ReadAsync(continuation, c => ledgers.PageAsync(query.Limit - views.Count, c, cancellationToken));
            foreach (LedgerKey key in page.Items)
            {
                if (MarketName.TryParse(key.Market, out SelectionMarket market) && IsAsked(query, market)) views.Add(await ViewAsync(key, market, query, cancellationToken));
            }

            continuation = page.Continuation;
        }
        while (continuation is not null && views.Count < query.Limit);

        return new StoredPage<LedgerView>(views, continuation);
    }

    private static bool IsAsked(LedgerQuery query, SelectionMarket market) =>
        (query.Symbol ?? market.Symbol) == market.Symbol && (query.Timeframe ?? market.Timeframe) == market.Timeframe;

    private async Task<LedgerView> ViewAsync(LedgerKey key, SelectionMarket market, LedgerQuery query, CancellationToken cancellationToken)
    {
        TrialLedger ledger = await ledgers.LoadAsync(key.Market, key.DataFingerprint, cancellationToken);
        StoredSeries? series = await bars.FindAsync(market.Symbol, market.Timeframe, cancellationToken);
        MarketCalendar calendar = series is null ? MarketCalendar.Guess(market.Symbol) : MarketCalendar.Parse(series.Calendar);
        double year = calendar.BarsPerYear(market.Timeframe);
        int observations = query.Observations ?? Math.Max(2, (int)Math.Round(year));
        DeflationInput trials = ledger.Deflation();
        return new LedgerView(
            key.Market,
            key.DataFingerprint,
            series is null ? null : series.Fingerprint == key.DataFingerprint,
            new LedgerLooks(ledger.Count(TrialKind.Configuration), ledger.Count(TrialKind.Seed), ledger.Count(TrialKind.Strategy), ledger.Count(TrialKind.Threshold)),
            ledger.Count(TrialKind.FinalSegment),
            ledger.Total,
            year,
            Annual(trials.PerPeriodSharpeDeviation),
            Annual(SharpeInference.ExpectedMaximumSharpe(trials)),
            observations,
            Confidence,
            Annual(RequiredSharpe.Of(trials, observations, Confidence)));

        MetricValue Annual(MetricValue perBar) => perBar.Value is { } value ? MetricValue.Of(value * Math.Sqrt(year)) : perBar;
    }
}
