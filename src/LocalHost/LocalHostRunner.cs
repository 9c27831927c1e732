using Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.LocalHost.Azurite;
using ServerlessTraining.LocalHost.Demo;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.HostFile;
using ServerlessTraining.LocalHost.Keys;
using ServerlessTraining.LocalHost.Trainers;
using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.LocalHost;

/// <summary>One run from start to stop.</summary>
public sealed class LocalHostRunner(LocalApp app, LocalSettings settings, IAnsiConsole console, TimeProvider clock)
{
    /// <summary>Stays up until the process is asked to stop or <paramref name="stop"/> is, or, if it is to exit, until the health is known.</summary>
    public async Task<int> RunAsync(RunArguments arguments, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        IConfiguration configuration = LocalConfiguration.Build(settings);
        AppFunctions functions = FunctionDiscovery.FindIn(configuration, app.Assemblies);
        HostFileOptions host = HostFileOptions.Read(settings.Root.HostJson, configuration);
        (InstanceLock? taken, int exitCode) = await new InstanceGate(settings, console, clock).EnterAsync(arguments.Exit, stop);
        if (taken is null) return exitCode;
        using (taken)
        {
            new RunningInstance(Environment.ProcessId, settings.Url.GetLeftPart(UriPartial.Authority)).Write(settings.DataFolder);
            try
            {
                return await RunOwnedAsync(functions, host, arguments, stop);
            }
            finally
            {
                RunningInstance.Clear(settings.DataFolder);
            }
        }
    }

    private async Task<int> RunOwnedAsync(AppFunctions functions, HostFileOptions host, RunArguments arguments, CancellationToken stop)
    {
        FunctionsServer.AssertPortFree(settings.Port);
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(settings.Root, settings.DataFolder, settings.Azurite, clock, stop);
        string key = LocalKeys.ReadOrCreate(settings.DataFolder);
        await using WebApplication server = FunctionsServer.Build(settings, host.RoutePrefix, functions, app.Compose, key, clock);
        await using BackgroundParts parts = await BackgroundParts.StartAsync(server.Services, functions, host, trains: settings.Trainers == 0, stop);
        await using TrainerProcesses trainers = new(settings, clock, server.Services.GetRequiredService<ILogger<TrainerProcesses>>());
        await FunctionsServer.StartAsync(server, settings.Port, stop);

        HealthReport report = await HealthClient.GetAsync(settings.Url, key, stop)
            ?? throw new LocalHostException($"{settings.Url}api/health/details does not answer, though this process listens there.");
        HealthPrinter.Print(console, report);
        if (!arguments.Exit) await StayUpAsync(server, parts, azurite, arguments.Demo && report.IsHealthy, stop);
        await server.StopAsync(CancellationToken.None);
        await trainers.StopAsync();
        await parts.StopAsync(CancellationToken.None);
        return report.IsHealthy || !arguments.Exit ? 0 : 1;
    }

    private async Task StayUpAsync(WebApplication server, BackgroundParts parts, AzuriteProcess azurite, bool demo, CancellationToken stop)
    {
        console.WriteLine($"ready at {settings.Url}api/health   (stop: Ctrl-C, or ./st down)");
        string link = SignIn.LinkFor(settings.Url, server.Services.GetRequiredService<Sessions>().IssueLink());
        console.WriteLine($"sign in: {link}   (once, within {Sessions.LinkLife.TotalMinutes:0} minutes)");
        Task asked = server.WaitForShutdownAsync(stop);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(server.Lifetime.ApplicationStopping, stop);
        Task shown = demo ? ShowDemoAsync(server.Services, ending.Token) : Task.CompletedTask;
        try
        {
            await UntilStoppedAsync(server, parts, azurite, asked, stop);
        }
        finally
        {
            await ending.CancelAsync();
            await shown;
        }
    }

    /// <summary>A demo that fails is a pity, not the end of the host.</summary>
    private async Task ShowDemoAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await ActivatorUtilities.CreateInstance<DemoRun>(services, settings.Root, console).RunAsync(cancellationToken);
            console.WriteLine($"look at {settings.Url} or ask ./st queue list, ./st history list, ./st regimes best");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception error) when (error is ServerlessTrainingException or IOException or RequestFailedException)
        {
            console.WriteLine($"The demo was broken off: {error.Message}");
        }
    }

    private async Task UntilStoppedAsync(WebApplication server, BackgroundParts parts, AzuriteProcess azurite, Task asked, CancellationToken stop)
    {
        Task ended = await Task.WhenAny(asked, azurite.Exited, parts.Lost);
        if (ended == asked) return;

        // Where everything is stopped at once, the emulator may be first, and that is no fault.
        bool stopping = server.Lifetime.ApplicationStopping.IsCancellationRequested || stop.IsCancellationRequested;
        if (stopping || await Task.WhenAny(asked, Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None)) == asked) return;
        if (ended == parts.Lost && !azurite.Exited.IsCompleted) await parts.Lost;
        throw new LocalHostException("The storage emulator has ended by itself. Start again: ./run");
    }
}
