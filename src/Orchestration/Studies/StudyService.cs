using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Takes people's wishes about studies. The wish is written into the study first; the event that follows only says that it is there.</summary>
public sealed partial class StudyService(StudyStore studies, AuditStore audit, TimeProvider clock, ILogger<StudyService> logger)
{
    /// <summary>Acts at once, on folds that are being trained too. What was measured stays.</summary>
    /// <exception cref="RequestException">There is no such study, or it has ended otherwise.</exception>
    public async Task<StudyAnswer> CancelAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        StoredStudy study = await StudyViews.FindAsync(studies, id, cancellationToken);
        if (study.Status == StudyStatus.Cancelled) return Answer(study, "It is cancelled.");
        if (study.IsOver)
        {
            throw new RequestException(
                StatusCodes.Status409Conflict, $"Study '{id}' is {StudyNames.Name(study.Status)}; only a study that has not ended can be cancelled.");
        }

        bool alive = study.Instance is { } instance && await client.GetInstanceAsync(instance, cancellationToken) is { IsCompleted: false };
        bool first = false;
        study = (await studies.ChangeAsync(id, old => Asked(old, alive, out first), cancellationToken))!;
        if (alive) await client.RaiseEventAsync(study.Instance!, StudyOrchestrator.CancelEvent, eventPayload: null, cancellationToken);
        if (first)
        {
            LogAsked(logger, id);
            string text = $"Study {id} ({study.Model} {study.Symbol} {study.Timeframe}): cancel";
            await audit.AppendAsync(new AuditEntry($"{id}-cancel", clock.GetUtcNow(), "study", id, "cancel", "api", text), cancellationToken);
        }

        return Answer(study, study.IsOver ? "It is cancelled." : "To cancel was asked for; it acts at once.");
    }

    private static StudyAnswer Answer(StoredStudy study, string message) => new(study.Id, $"/api/presets/studies/{study.Id}", StudyNames.Name(study.Status), message);

    /// <summary>A study that no orchestration runs is ended here: nobody else would.</summary>
    private StoredStudy? Asked(StoredStudy old, bool alive, out bool first)
    {
        first = old.CancelAsked is null;
        if (old.IsOver || (alive && !first)) return null;
        DateTimeOffset now = clock.GetUtcNow();
        StoredStudy asked = old with { CancelAsked = old.CancelAsked ?? now, Reason = "to cancel was asked for" };
        return alive ? asked : asked with { Status = StudyStatus.Cancelled, Finished = now, Reason = StudyOrchestrator.Cancelled(old.Id).Failure };
    }

    [LoggerMessage(EventId = 3964, Level = LogLevel.Information, Message = "Study {Id}: to cancel was asked for")]
    private static partial void LogAsked(ILogger logger, string id);
}
