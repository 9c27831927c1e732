namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What was looked at.</summary>
/// <param name="Documents">Rows that have one, in the row or beside it.</param>
/// <param name="Payloads">Those of them that lie beside their row.</param>
/// <param name="Markets">Series of bars, every bar of which was read.</param>
/// <param name="Runs">Of the history, deleted ones too.</param>
/// <param name="Models">Folds of runs that are kept or were restored, every file of which was read.</param>
/// <param name="LiveModels">Published versions.</param>
/// <param name="CandleRuns">Trainings from a candle, those that came to no end too.</param>
/// <param name="Presets">Deleted ones too.</param>
public sealed record StorageVerifyCounts(
    int Documents = 0, int Payloads = 0, int Markets = 0, int Runs = 0, int Models = 0, int LiveModels = 0, int CandleRuns = 0, int Presets = 0)
{
    public StorageVerifyCounts Plus(StorageVerifyCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new StorageVerifyCounts(
            Documents + other.Documents, Payloads + other.Payloads, Markets + other.Markets, Runs + other.Runs, Models + other.Models, LiveModels + other.LiveModels,
            CandleRuns + other.CandleRuns, Presets + other.Presets);
    }
}
