using System.Reflection;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>An activity.</summary>
/// <param name="Name">The name that orchestrators call it by.</param>
/// <param name="Method">The method to call.</param>
public sealed record ActivityFunction(string Name, MethodInfo Method) : AppFunction(Name, Method);
