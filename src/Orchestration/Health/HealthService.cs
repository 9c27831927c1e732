using ServerlessTraining.Models.Native;
using ServerlessTraining.Storage.Health;

namespace ServerlessTraining.Orchestration.Health;

/// <summary>Asks every dependency of the product.</summary>
public sealed class HealthService(StorageHealth storage, NativeLibraryInventory natives, TimeProvider clock)
{
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<StorageProbe> probes = await storage.CheckAsync(cancellationToken);
        List<HealthDependency> all = [.. probes.Select(FromProbe), .. CheckNatives()];
        bool healthy = all.TrueForAll(d => !string.Equals(d.Status, HealthStatus.Unhealthy, StringComparison.Ordinal));
        return new HealthReport(healthy ? HealthStatus.Healthy : HealthStatus.Unhealthy, BuildInfo.Version, BuildInfo.AzureRuntime, all);
    }

    private static HealthDependency FromProbe(StorageProbe probe) => new(
        probe.Service, "storage", probe.Healthy ? HealthStatus.Healthy : HealthStatus.Unhealthy, probe.ClientVersion,
        probe.Error ?? probe.Endpoint, "sdk", Math.Round(probe.Milliseconds, 1));

    private IEnumerable<HealthDependency> CheckNatives()
    {
        long start = clock.GetTimestamp();
        IReadOnlyList<NativeLibraryStatus> found = natives.Check();
        double each = Math.Round(clock.GetElapsedTime(start).TotalMilliseconds / Math.Max(1, found.Count), 1);
        string failure = natives.Required ? HealthStatus.Unhealthy : HealthStatus.NotInstalled;
        return found.Select(library => new HealthDependency(
            library.Name, "native", library.Loads ? HealthStatus.Healthy : failure, library.Version, library.Error ?? library.Path, library.Source, each));
    }
}
