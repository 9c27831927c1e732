using System.Reflection;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>A function that messages call.</summary>
/// <param name="Name">The name in <c>[Function]</c>.</param>
/// <param name="Method">The method to call.</param>
/// <param name="QueueName">With its <c>%SETTING%</c> replaced.</param>
/// <param name="Connection">The setting that names the storage account; null means the app's own.</param>
public sealed record QueueFunction(string Name, MethodInfo Method, string QueueName, string? Connection) : AppFunction(Name, Method);
