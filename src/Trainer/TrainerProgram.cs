using Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Trainer.Networks;

namespace ServerlessTraining.Trainer;

/// <summary>The trainer from its arguments to its exit code: 0 done, 1 failed, 2 wrong usage.</summary>
public static class TrainerProgram
{
    /// <param name="arguments">See <see cref="TrainerArguments.Help"/>.</param>
    /// <param name="configuration">Settings, such as those of the storage.</param>
    /// <param name="output">What it does.</param>
    /// <param name="errors">Why it could not.</param>
    /// <param name="configure">Last word on the services; null for none.</param>
    /// <param name="stop">Fires when the process is asked to stop.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, IConfiguration configuration, TextWriter output, TextWriter errors, Action<IServiceCollection>? configure, CancellationToken stop)
    {
        TrainerArguments parsed;
        try
        {
            if (arguments.Any(argument => argument is "--help" or "-h"))
            {
                await output.WriteLineAsync(TrainerArguments.Help);
                return 0;
            }

            parsed = TrainerArguments.Parse(arguments);
        }
        catch (ServerlessTrainingException error)
        {
            await errors.WriteLineAsync(error.Message);
            return 2;
        }

        try
        {
            IServiceCollection services = new ServiceCollection()
                .AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true))
                .AddTelemetry(configuration, "serverless-training-trainer")
                // A trainer without native libraries is ill, while a functions app needs none.
                .AddSingleton(new NativeLibraryOptions { ManifestPath = NativeFiles.FindManifest() ?? NativeFiles.BesideProgram })
                .AddNetworks(configuration)
                .AddFoldTraining(configuration)
                .AddSingleton(provider => PumpOptions(parsed, provider.GetRequiredService<NetworkChoice>()));
            configure?.Invoke(services);
            await using ServiceProvider provider = services.BuildServiceProvider();
            provider.StartTelemetry();
            return parsed.Check ? await TrainerCheck.RunAsync(provider, output, stop) : await TrainAsync(provider, parsed, output, stop);
        }
        catch (ServerlessTrainingException error)
        {
            await errors.WriteLineAsync(error.Message);
            return 1;
        }
        catch (RequestFailedException error)
        {
            // Once it trains, the pump waits such a time out; here it has not begun. The first line says what happened, the others quote headers.
            string reason = SecretRedactor.Redact(error.Message.Split('\n')[0].TrimEnd());
            await errors.WriteLineAsync($"The storage cannot be used: {reason} See that the account of {StorageOptions.DataSettingName} answers, and start again.");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("stopped before it began");
            return 0;
        }
    }

    private static async Task<int> TrainAsync(ServiceProvider provider, TrainerArguments arguments, TextWriter output, CancellationToken stop)
    {
        using CancellationTokenSource ownerGone = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (arguments.WithOwner) _ = WatchOwnerAsync(ownerGone);
        NetworkLog.Say(provider.GetRequiredService<ILoggerFactory>().CreateLogger("Networks"), provider.GetRequiredService<NetworkChoice>());
        await provider.GetRequiredService<StorageSchema>().EnsureAsync(stop);
        FoldPump pump = provider.GetRequiredService<FoldPump>();
        string queues = string.Join(", ", arguments.Devices.Select(FoldQueues.For));
        await pump.StartAsync(stop);
        await output.WriteLineAsync($"taking tasks from {queues}{(arguments.Drain ? " until they are empty" : "")}");
        try
        {
            await (arguments.Drain ? pump.WhenEmptyAsync(ownerGone.Token) : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ownerGone.Token));
        }
        catch (OperationCanceledException) when (ownerGone.IsCancellationRequested)
        {
            await output.WriteLineAsync("asked to stop: what runs may finish for a while, then it is handed back");
        }

        await pump.StopAsync(CancellationToken.None);
        await output.WriteLineAsync("stopped");
        return 0;
    }

    // One GPU has one fold at a time unless somebody asks for more: they would share its memory.
    private static FoldPumpOptions PumpOptions(TrainerArguments arguments, NetworkChoice networks)
    {
        FoldPumpOptions options = new() { Devices = arguments.Devices };
        return options with { Concurrency = arguments.Folds ?? (networks.OnGpu ? 1 : options.Concurrency) };
    }

    // The read ends with the pipe and only then; the process does not wait for it.
    private static async Task WatchOwnerAsync(CancellationTokenSource ownerGone)
    {
        await using Stream input = Console.OpenStandardInput();
        byte[] buffer = new byte[1];
        while (await input.ReadAsync(buffer, ownerGone.Token) > 0)
        {
            // What an owner writes means nothing.
        }

        await ownerGone.CancelAsync();
    }
}
