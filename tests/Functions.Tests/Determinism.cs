using System.Reflection;
using Microsoft.DurableTask;

namespace ServerlessTraining.Functions.Tests;

/// <summary>
/// What an orchestrator may not do, because a replay would not do it again the same way: ask the clock, chance or the machine, wait for anything but its context,
/// read or write.
/// </summary>
internal static class Determinism
{
    private static readonly string[] BannedNamespaces =
        ["System.IO", "System.Net", "Azure", "Microsoft.Azure.Cosmos", "Microsoft.DurableTask.Client", "System.Diagnostics", "System.Security.Cryptography"];

    private static readonly string[] BannedTypes =
    [
        "System.Random", "System.Environment", "System.Console", "System.TimeProvider", "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer",
        "System.Threading.PeriodicTimer", "System.Threading.Tasks.Parallel", "System.Threading.Tasks.TaskFactory", "System.Diagnostics.Stopwatch",
    ];

    private static readonly string[] BannedMembers =
    [
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.DateTime.get_UtcNow", "System.DateTime.get_Now", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_UtcNow", "System.DateTimeOffset.get_Now",
        "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.ConfigureAwait", "System.Threading.Tasks.Task.ContinueWith",
        "System.Threading.Tasks.Task.Wait", "System.Threading.Tasks.Task.WaitAny", "System.Threading.Tasks.Task.WaitAll", "System.Threading.Tasks.Task.get_Result",
        "System.Threading.Tasks.Task.WaitAsync", "System.Threading.CancellationTokenSource.CancelAfter", "System.Threading.CancellationTokenSource.CancelAsync",
    ];

    /// <returns>Who calls what, for each banned call that the orchestrators can come to in code of the product.</returns>
    public static IReadOnlyList<string> Faults(IEnumerable<MethodBase> orchestrators) =>
    [
        .. from method in IlReader.Reachable(orchestrators, IsOurs)
           from operand in IlReader.Operands(method).OfType<MethodBase>()
           let called = NameOf(operand)
           where IsBanned(called, operand)
           select $"{NameOf(method)} calls {called}",
    ];

    /// <summary>The activities and orchestrators that the orchestrators name: each text that becomes a TaskName.</summary>
    public static IReadOnlySet<string> CalledNames(IEnumerable<MethodBase> orchestrators)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (MethodBase method in IlReader.Reachable(orchestrators, IsOurs))
        {
            object? before = null;
            foreach (object operand in IlReader.Operands(method))
            {
                if (before is string name && operand is MethodBase made && made.DeclaringType == typeof(TaskName)) names.Add(name);
                before = operand;
            }
        }

        return names;
    }

    // The stand-ins of compat/ are the framework here, not the product.
    private static bool IsOurs(Assembly assembly)
    {
        string name = assembly.GetName().Name ?? "";
        return name.StartsWith("ServerlessTraining.", StringComparison.Ordinal) && !name.StartsWith("ServerlessTraining.Compat", StringComparison.Ordinal);
    }

    private static bool IsBanned(string called, MethodBase operand)
    {
        string type = TypeNameOf(operand);
        return BannedMembers.Contains(called)
            || BannedTypes.Contains(type)
            || BannedNamespaces.Any(space => type.StartsWith(space + ".", StringComparison.Ordinal));
    }

    private static string NameOf(MethodBase method) => $"{TypeNameOf(method)}.{method.Name}";

    // Task<T>.ConfigureAwait is as wrong as Task.ConfigureAwait.
    private static string TypeNameOf(MethodBase method) => (method.DeclaringType?.FullName ?? "").Split('`')[0];
}
