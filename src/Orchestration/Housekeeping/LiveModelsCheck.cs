using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>The files of every published version: a rollback may come back to any of them.</summary>
internal sealed class LiveModelsCheck(LiveModelStore live) : IStoredFilesCheck
{
    public async Task<(StorageVerifyCounts Counts, IReadOnlyList<string> Faults)> CheckAsync(TableEntity row, CancellationToken cancellation)
    {
        // The market's row has the document of its live version once more.
        if (TableKey.Parts(row.RowKey) is not ["version", var symbol, var timeframe, var reversed]) return (new StorageVerifyCounts(), []);
        string? fault = await StoredFaults.OfAsync(
            () => ReadAsync(Symbol.Parse(symbol), Timeframe.Parse(timeframe), int.MaxValue - int.Parse(reversed, NumberStyles.None, CultureInfo.InvariantCulture), cancellation));
        return (new StorageVerifyCounts(LiveModels: 1), fault is null ? [] : [fault]);
    }

    private async Task ReadAsync(Symbol symbol, Timeframe timeframe, int version, CancellationToken cancellation)
    {
        if (await live.FindAsync(symbol, timeframe, version, cancellation) is not { } model) return;
        string hash = ModelFile.Hash(await live.ReadFilesAsync(model, cancellation));
        if (hash == model.Hash) return;
        throw new StoredDocumentException(
            $"The files of version {version} of {symbol} {timeframe} have hash {hash}, and {model.Hash} was published. Restore them from a copy, or roll back to another version.");
    }
}
