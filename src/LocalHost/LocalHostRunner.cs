using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using ServerlessTraining.Functions.Http;
using ServerlessTraining.LocalHost.Azurite;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.LocalHost;

/// <summary>One run from start to stop.</summary>
public sealed class LocalHostRunner(LocalSettings settings, IAnsiConsole console, TimeProvider clock)
{
    /// <summary>Stays up until the process is asked to stop or <paramref name="stop"/> is, or, with <paramref name="exit"/>, until the health is known.</summary>
    public async Task<int> RunAsync(bool exit, CancellationToken stop)
    {
        IReadOnlyList<HttpFunction> functions = FunctionDiscovery.Find(typeof(HealthFunction).Assembly.GetExportedTypes());
        (InstanceLock? taken, int exitCode) = await new InstanceGate(settings, console, clock).EnterAsync(exit, stop);
        if (taken is null) return exitCode;
        using (taken)
        {
            new RunningInstance(Environment.ProcessId, settings.Url.GetLeftPart(UriPartial.Authority)).Write(settings.DataFolder);
            try
            {
                return await RunOwnedAsync(functions, exit, stop);
            }
            finally
            {
                RunningInstance.Clear(settings.DataFolder);
            }
        }
    }

    private async Task<int> RunOwnedAsync(IReadOnlyList<HttpFunction> functions, bool exit, CancellationToken stop)
    {
        FunctionsServer.AssertPortFree(settings.Port);
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(settings.Root, settings.DataFolder, settings.Azurite, clock, stop);
        await using WebApplication app = FunctionsServer.Build(settings, functions);
        await FunctionsServer.StartAsync(app, settings.Port, stop);

        HealthReport report = await HealthClient.GetAsync(settings.Url, stop)
            ?? throw new LocalHostException($"{settings.Url}api/health does not answer, though this process listens there.");
        HealthPrinter.Print(console, report);
        if (!exit) await StayUpAsync(app, azurite, stop);
        await app.StopAsync(CancellationToken.None);
        return report.IsHealthy || !exit ? 0 : 1;
    }

    private async Task StayUpAsync(WebApplication app, AzuriteProcess azurite, CancellationToken stop)
    {
        console.WriteLine($"ready at {settings.Url}api/health   (stop: Ctrl-C, or ./st down)");
        Task asked = app.WaitForShutdownAsync(stop);
        Task ended = await Task.WhenAny(asked, azurite.Exited);

        // Ctrl-C reaches the emulator as well, as a process of the same terminal; then both end and that is no fault.
        bool stopping = app.Lifetime.ApplicationStopping.IsCancellationRequested || stop.IsCancellationRequested;
        if (ended != asked && !stopping && await Task.WhenAny(asked, Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None)) != asked)
        {
            throw new LocalHostException("The storage emulator has ended by itself. Start again: ./run");
        }
    }
}
