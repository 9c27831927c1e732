using System.Text.Json;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Documents;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>Says in the audit of a run how a recovery of it ended; once, however often it is said.</summary>
internal sealed class RecoveryAudit(AuditStore audit)
{
    public Task AppendAsync(RecoveryStep step, string action, RecoveryReport report, CancellationToken cancellation) => audit.AppendAsync(
        new AuditEntry($"{action}-{step.RunId}", step.Started, VerdictWriter.Subject, step.RunId, action, "api", report.Text)
        {
            Details = JsonSerializer.SerializeToElement(report, StorageJson.Options),
        },
        cancellation);
}
