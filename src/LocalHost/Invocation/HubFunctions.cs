using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>Hands the app's orchestrators and activities to the engine.</summary>
public static class HubFunctions
{
    public static TaskHubFunctions FromApp(AppFunctions functions, FunctionInvoker invoker)
    {
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(invoker);
        TaskHubFunctions hub = new();
        foreach (OrchestratorFunction function in functions.Orchestrators)
        {
            hub.AddOrchestrator(function.Name, context => invoker.InvokeAsync(new OrchestratorCall(function, context)));
        }

        foreach (ActivityFunction function in functions.Activities)
        {
            hub.AddActivity(function.Name, (call, cancellation) => invoker.InvokeAsync(new ActivityFunctionCall(function, call, cancellation)));
        }

        return hub;
    }
}
