using Azure.Data.Tables;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Every bar of a series, against its fingerprint.</summary>
internal sealed class BarsCheck(BarStore bars) : IStoredFilesCheck
{
    public async Task<(StorageVerifyCounts Counts, IReadOnlyList<string> Faults)> CheckAsync(TableEntity row, CancellationToken cancellation)
    {
        string? fault = await StoredFaults.OfAsync(() => ReadAsync(row, cancellation));
        return (new StorageVerifyCounts(Markets: 1), fault is null ? [] : [fault]);
    }

    private async Task ReadAsync(TableEntity row, CancellationToken cancellation)
    {
        Symbol symbol = Symbol.Parse(TableKey.Parts(row.PartitionKey)[0]);
        Timeframe timeframe = Timeframe.Parse(TableKey.Parts(row.RowKey)[0]);
        if (await bars.FindAsync(symbol, timeframe, cancellation) is not { } series || await bars.ReadAsync(symbol, timeframe, null, cancellation) is not { } read) return;
        if (SeriesFingerprint.Of(read) == series.Fingerprint) return;
        throw new StoredDocumentException(
            $"The bars of {symbol} {timeframe} are not those that were written: their fingerprint is another. Import the bars again, or restore the container bars from a copy.");
    }
}
