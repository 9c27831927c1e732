using System.Reflection;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>One function with an HTTP trigger.</summary>
/// <param name="Name">The name in <c>[Function]</c>.</param>
/// <param name="Method">The method to call.</param>
/// <param name="Route">Without the prefix.</param>
/// <param name="Verbs">Upper case; empty means all.</param>
public sealed record HttpFunction(string Name, MethodInfo Method, string Route, IReadOnlyList<string> Verbs);
