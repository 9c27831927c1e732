using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.HostFile;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.LocalHost.Queues;
using ServerlessTraining.LocalHost.Timers;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.LocalHost;

/// <summary>What runs beside HTTP: the task hub, the functions that queues and schedules call, the trainer. Started in this order and stopped in the other.</summary>
internal sealed class BackgroundParts : IAsyncDisposable
{
    // Schedules keep their status under a host's name; one machine is one host here.
    private const string HostId = "localhost";

    private readonly IServiceProvider services;
    private readonly FunctionInvoker invoker;
    private readonly ILoggerFactory loggers;
    private readonly TimeProvider clock;
    private readonly List<(Func<CancellationToken, Task> Stop, IAsyncDisposable Part)> started = [];
    private readonly List<IDisposable> listening = [];

    private BackgroundParts(IServiceProvider services)
    {
        this.services = services;
        invoker = services.GetRequiredService<FunctionInvoker>();
        loggers = services.GetRequiredService<ILoggerFactory>();
        clock = services.GetRequiredService<TimeProvider>();
    }

    /// <summary>Completes, faulted with the reason, when this process no longer owns the task hub.</summary>
    public Task Lost { get; private set; } = Task.CompletedTask;

    /// <param name="services">Of the composed app.</param>
    /// <param name="functions">What to run.</param>
    /// <param name="host">How, as host.json says.</param>
    /// <param name="trains">Whether folds are trained in this process.</param>
    /// <param name="cancellation">Ends the start; what has started by then is stopped.</param>
    public static async Task<BackgroundParts> StartAsync(
        IServiceProvider services, AppFunctions functions, HostFileOptions host, bool trains, CancellationToken cancellation)
    {
        BackgroundParts parts = new(services);
        try
        {
            StorageAccounts accounts = services.GetRequiredService<StorageAccounts>();
            await services.GetRequiredService<StorageSchema>().EnsureAsync(cancellation);
            await parts.StartHubAsync(functions, host, accounts, cancellation);
            await parts.StartQueuesAsync(functions, host, accounts, cancellation);
            await parts.StartTimersAsync(functions, accounts, cancellation);
            if (trains) await parts.StartTrainerAsync(cancellation);
            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes nothing new, lets what runs end within the parts' grace times, and hands the rest back.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        foreach (IDisposable one in listening) one.Dispose();
        foreach ((Func<CancellationToken, Task> stop, _) in Enumerable.Reverse(started)) await stop(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IDisposable one in listening) one.Dispose();
        foreach ((_, IAsyncDisposable part) in Enumerable.Reverse(started)) await part.DisposeAsync();
    }

    private async Task StartHubAsync(AppFunctions functions, HostFileOptions host, StorageAccounts accounts, CancellationToken cancellation)
    {
        TaskHub hub = await TaskHub.StartAsync(host.TaskHub, HubFunctions.FromApp(functions, invoker), accounts.Host, loggers, clock, cancellation);
        started.Add((hub.StopAsync, hub));
        Lost = hub.Lost;
        services.GetRequiredService<DurableClientSource>().Client = hub.Client;
    }

    private async Task StartQueuesAsync(AppFunctions functions, HostFileOptions host, StorageAccounts accounts, CancellationToken cancellation)
    {
        QueueSignals signals = services.GetRequiredService<QueueSignals>();
        ILogger logger = loggers.CreateLogger<QueueListener>();
        foreach (QueueFunction function in functions.Queues)
        {
            QueueListener listener = new(
                function.Name,
                WorkQueue.Open(AccountOf(function, accounts), function.QueueName),
                host.Queues,
                (message, token) => invoker.InvokeAsync(new QueueCall(function, message, token)),
                clock,
                logger);
            started.Add((listener.StopAsync, listener));
            await listener.StartAsync(cancellation);
            listening.Add(signals.Listen(function.QueueName, listener.Wake));
        }
    }

    private async Task StartTimersAsync(AppFunctions functions, StorageAccounts accounts, CancellationToken cancellation)
    {
        ILogger logger = loggers.CreateLogger<TimerListener>();
        BlobTimerStatus status = new(accounts.Host.Blobs, HostId, logger);
        TimeZoneInfo zone = TimerZone.Read(services.GetRequiredService<IConfiguration>());
        foreach (TimerFunction function in functions.Timers)
        {
            TimerListener listener = new(
                function.Name,
                TimerSchedule.Parse(function.Schedule, zone),
                function.RunOnStartup,
                function.UseMonitor,
                (timer, token) => invoker.InvokeAsync(new TimerCall(function, timer, token)),
                status,
                clock,
                logger);
            started.Add((listener.StopAsync, listener));
            await listener.StartAsync(cancellation);
        }
    }

    private async Task StartTrainerAsync(CancellationToken cancellation)
    {
        FoldPump pump = services.GetRequiredService<FoldPump>();
        started.Add((pump.StopAsync, pump));
        await pump.StartAsync(cancellation);
    }

    private static StorageClients AccountOf(QueueFunction function, StorageAccounts accounts) => function.Connection switch
    {
        null or StorageOptions.SettingName => accounts.Host,
        StorageOptions.DataSettingName => accounts.Data,
        _ => throw new LocalHostException(
            $"Function '{function.Name}' takes its queue from the connection '{function.Connection}'; {StorageOptions.SettingName} and {StorageOptions.DataSettingName} are known here."),
    };
}
