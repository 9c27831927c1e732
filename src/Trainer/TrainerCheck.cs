using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Orchestration.Health;

namespace ServerlessTraining.Trainer;

/// <summary>Says whether this container could train: every dependency on a line.</summary>
internal static class TrainerCheck
{
    public static async Task<int> RunAsync(ServiceProvider provider, TextWriter output, CancellationToken cancellationToken)
    {
        HealthReport report = await provider.GetRequiredService<HealthService>().CheckAsync(cancellationToken);
        foreach (string line in HealthTable.Lines(report)) await output.WriteLineAsync(line);
        await output.WriteLineAsync(report.Status);
        return report.IsHealthy ? 0 : 1;
    }
}
