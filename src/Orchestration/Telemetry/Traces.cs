using System.Diagnostics;

namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>Our spans. Without anybody who listens there are none, and they cost nothing.</summary>
public static class Traces
{
    public const string Name = "ServerlessTraining";
    private static readonly ActivitySource Source = new(Name, BuildInfo.Version);

    /// <summary>The work on a message.</summary>
    /// <param name="name">Of the kind of work: few different ones.</param>
    /// <param name="parent">The context that the message brought; null for none.</param>
    public static Activity? StartConsumer(string name, string? parent) =>
        ActivityContext.TryParse(parent, null, isRemote: true, out ActivityContext context)
            ? Source.StartActivity(name, ActivityKind.Consumer, context)
            : Source.StartActivity(name, ActivityKind.Consumer);

    /// <summary>What a message takes along, so that the work on it belongs to the trace of its sender; null outside of any.</summary>
    public static string? Context => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;
}
