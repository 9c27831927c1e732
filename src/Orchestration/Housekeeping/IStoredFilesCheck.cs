using Azure.Data.Tables;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Looks at the files that a row of one table stands for.</summary>
internal interface IStoredFilesCheck
{
    /// <returns>What was looked at, and what is wrong with it and what to do.</returns>
    Task<(StorageVerifyCounts Counts, IReadOnlyList<string> Faults)> CheckAsync(TableEntity row, CancellationToken cancellation);
}
