using System.Reflection;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>An orchestrator.</summary>
/// <param name="Name">The name that clients and other orchestrators start it by.</param>
/// <param name="Method">The method to call.</param>
public sealed record OrchestratorFunction(string Name, MethodInfo Method) : AppFunction(Name, Method);
