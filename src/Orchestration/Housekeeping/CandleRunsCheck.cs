using Azure.Data.Tables;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>The artifacts of completed trainings from a candle.</summary>
internal sealed class CandleRunsCheck(CandleRunStore candles) : IStoredFilesCheck
{
    public async Task<(StorageVerifyCounts Counts, IReadOnlyList<string> Faults)> CheckAsync(TableEntity row, CancellationToken cancellation)
    {
        string? fault = await StoredFaults.OfAsync(() => ReadAsync(TableKey.Parts(row.RowKey)[^1], cancellation));
        return (new StorageVerifyCounts(CandleRuns: 1), fault is null ? [] : [fault]);
    }

    private async Task ReadAsync(string id, CancellationToken cancellation)
    {
        if (await candles.FindAsync(id, cancellation) is not { Status: CandleRunStatus.Completed }) return;
        if (await candles.ReadArtifactsAsync(id, cancellation) is not null) return;
        throw new StoredDocumentException(
            $"The artifacts of candle run {id} should be in {CandleRunStore.PathOf(id, CandleRunStore.MetaFile)} and are gone. Restore them from a copy, or train it again.");
    }
}
