namespace ServerlessTraining.LocalEngine;

/// <summary>How a task hub runs on one machine; host.json's <c>extensions.durableTask</c> gives most of it.</summary>
public sealed record TaskHubOptions
{
    /// <summary>Names the hub's table, containers and lease. 3 to 45 letters and digits, beginning with a letter, as the Durable extension asks.</summary>
    public string HubName { get; init; } = "LocalHub";

    /// <summary>Whether the name may be a hub's.</summary>
    public static bool IsHubName(string name) =>
        name is { Length: >= 3 and <= 45 } && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>Activities that run at the same time. Default 10 a processor, as in the Durable extension; from 1.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrator turns that run at the same time. Default 10 a processor; from 1.</summary>
    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>The version that a start without one gets.</summary>
    public string DefaultVersion { get; init; } = "";

    /// <summary>How long the owner's lease lasts between renewals. Default 30 s, from 15 s to 60 s (what blob leases allow).</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Payloads with more bytes than this go to a blob. Default 32 KB, which is also the most: a table property holds 32 K characters.</summary>
    public int PayloadLimit { get; init; } = 32 * 1024;

    /// <summary>How often an activity may be started when the process ends in the middle of it; then its call fails. Default 25, from 1: one that
    /// brings the process down each time must come to an end, but a process that is killed again and again for other reasons must not fail what it happened to be at.</summary>
    public int MaxActivityAttempts { get; init; } = 25;
}
