namespace Microsoft.Azure.Functions.Worker.Builder;

internal static class NoWorker
{
    internal static NotSupportedException Error() => new(
        "This build stands on compat/, the stand-ins for Microsoft.Azure.Functions.Worker, which declare the worker and cannot host it. "
        + "Start the app with `./run`, or build it with -p:AzureRuntime=azure where the package registry has the real packages.");
}
