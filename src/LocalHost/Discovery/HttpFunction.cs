using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>A function that requests call.</summary>
/// <param name="Name">The name in <c>[Function]</c>.</param>
/// <param name="Method">The method to call.</param>
/// <param name="Route">Without the prefix.</param>
/// <param name="Verbs">Upper case; empty means all.</param>
/// <param name="Level">Anonymous, or any other: then a key is needed.</param>
public sealed record HttpFunction(string Name, MethodInfo Method, string Route, IReadOnlyList<string> Verbs, AuthorizationLevel Level) : AppFunction(Name, Method);
