using System.Reflection;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>One function of the app.</summary>
/// <param name="Name">The name in <c>[Function]</c>; names differ without regard to case.</param>
/// <param name="Method">The method to call.</param>
public abstract record AppFunction(string Name, MethodInfo Method);
