using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>A function that a schedule calls.</summary>
/// <param name="Name">The name in <c>[Function]</c>.</param>
/// <param name="Method">The method to call.</param>
/// <param name="Schedule">A cron expression of five or six fields or a time span, with its <c>%SETTING%</c> replaced; not parsed yet.</param>
/// <param name="UseMonitor">Whether runs are written down, so that a missed one is made up for.</param>
/// <param name="RunOnStartup">Whether it also runs when the host starts.</param>
/// <param name="Retry">What to do after a failure; null: nothing.</param>
public sealed record TimerFunction(string Name, MethodInfo Method, string Schedule, bool UseMonitor, bool RunOnStartup, RetryAttribute? Retry = null) : AppFunction(Name, Method);
