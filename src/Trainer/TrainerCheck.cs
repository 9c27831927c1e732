using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Health;

namespace ServerlessTraining.Trainer;

/// <summary>Says whether this container could train: every dependency on a line.</summary>
public static class TrainerCheck
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, IConfiguration configuration, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (arguments.FirstOrDefault(a => !string.Equals(a, "--check", StringComparison.Ordinal)) is { } unknown)
        {
            await errors.WriteLineAsync($"Unknown argument '{unknown}'; allowed: --check.");
            return 2;
        }

        try
        {
            await using ServiceProvider services = new ServiceCollection().AddServerlessTraining(configuration).BuildServiceProvider();
            HealthReport report = await services.GetRequiredService<HealthService>().CheckAsync(cancellationToken);
            foreach (string line in HealthTable.Lines(report)) await output.WriteLineAsync(line);
            await output.WriteLineAsync(report.Status);
            return report.IsHealthy ? 0 : 1;
        }
        catch (ServerlessTrainingException error)
        {
            await errors.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
