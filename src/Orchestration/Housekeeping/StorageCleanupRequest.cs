using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What a clean-up is asked for. Nothing but what is asked for is looked at, and nothing is deleted in a dry run.</summary>
public sealed record StorageCleanupRequest
{
    private const int MostDays = 3650;

    /// <summary>How old a thing must be, 1 to 3650 days. Null (the default) is 30 days for checkpoints, `purge_history_after_days` for histories and 1 day for all
    /// else.</summary>
    public int? DaysOld { get; init; }

    /// <summary>Models and predictions that nobody will open, and bars that were replaced. Default true.</summary>
    public bool Orphans { get; init; } = true;

    /// <summary>Old checkpoints; of a queue that has not ended the newest stays. Default true.</summary>
    public bool Checkpoints { get; init; } = true;

    /// <summary>Large documents that no row names any more. Default true.</summary>
    public bool Payloads { get; init; } = true;

    /// <summary>Histories of orchestrations that ended and were started so long ago. Default true.</summary>
    public bool Histories { get; init; } = true;

    /// <summary>Whether it is only said what would be deleted. Default true.</summary>
    public bool DryRun { get; init; } = true;

    /// <exception cref="RequestException">A value is out of its range.</exception>
    public void Validate()
    {
        if (DaysOld is < 1 or > MostDays) throw new RequestException(new FieldFault("days_old", $"{DaysOld}", $"a whole number from 1 to {MostDays}, or nothing,"));
    }

    internal TimeSpan Age(TimeSpan otherwise) => DaysOld is { } days ? TimeSpan.FromDays(days) : otherwise;
}
