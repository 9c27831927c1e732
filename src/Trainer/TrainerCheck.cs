using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Trainer.Networks;

namespace ServerlessTraining.Trainer;

/// <summary>Says whether this container could train: every dependency on a line.</summary>
internal static class TrainerCheck
{
    public static async Task<int> RunAsync(ServiceProvider provider, TextWriter output, CancellationToken cancellationToken)
    {
        HealthReport report = await provider.GetRequiredService<HealthService>().CheckAsync(cancellationToken);
        foreach (string line in HealthTable.Lines(report)) await output.WriteLineAsync(line);
        NetworkChoice networks = provider.GetRequiredService<NetworkChoice>();
        await output.WriteLineAsync($"networks are trained on {networks.Device}");
        if (networks.Warning is { } warning) await output.WriteLineAsync(warning);
        await output.WriteLineAsync(report.Status);
        return report.IsHealthy ? 0 : 1;
    }
}
