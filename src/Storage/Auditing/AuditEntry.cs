using System.Text.Json;

namespace ServerlessTraining.Storage.Auditing;

/// <summary>Something that was done.</summary>
/// <param name="Id">Makes the entry one: appending it again adds nothing.</param>
/// <param name="Subject">What it was done to, as `queue`, `run` or `preset`; entries of a subject are listed together.</param>
/// <param name="Name">Which one.</param>
/// <param name="Action">As `deleted`.</param>
/// <param name="By">Who did it: a user, a timer, a run. Never a key.</param>
public sealed record AuditEntry(string Id, DateTimeOffset At, string Subject, string Name, string Action, string By, string Text)
{
    public JsonElement? Details { get; init; }
}
