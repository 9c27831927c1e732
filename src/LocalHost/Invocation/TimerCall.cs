using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>A call by a schedule.</summary>
public sealed class TimerCall(TimerFunction function, TimerInfo timer, CancellationToken cancellationToken) : FunctionCall(function, cancellationToken)
{
    internal override ValueTask<object?> BindAsync(ParameterInfo parameter, IServiceProvider services) => new(timer);
}
