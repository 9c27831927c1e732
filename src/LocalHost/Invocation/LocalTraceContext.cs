using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>The trace that the call belongs to, taken when it begins; empty texts when nobody traces.</summary>
internal sealed class LocalTraceContext(Activity? current) : TraceContext
{
    public override string TraceParent { get; } = current?.Id ?? string.Empty;

    public override string TraceState { get; } = current?.TraceStateString ?? string.Empty;
}
