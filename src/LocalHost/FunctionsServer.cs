using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Http;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.LocalHost.Keys;
using ServerlessTraining.LocalHost.Logging;
using ServerlessTraining.LocalHost.Monitoring;
using ServerlessTraining.Orchestration.Dashboard;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Orchestration.Pipeline;

namespace ServerlessTraining.LocalHost;

/// <summary>The functions of the app behind Kestrel on 127.0.0.1.</summary>
public static class FunctionsServer
{
    /// <summary>
    /// Nothing listens yet; the caller starts and stops what it gets. Its services have the <see cref="FunctionInvoker"/>,
    /// the <see cref="DurableClientSource"/> and the <see cref="Sessions"/>.
    /// </summary>
    /// <param name="settings">Port and clone.</param>
    /// <param name="routePrefix">Before the route of every function, as host.json has it.</param>
    /// <param name="functions">What to serve.</param>
    /// <param name="compose">Adds the app's services and middleware.</param>
    /// <param name="key">What endpoints above Anonymous want.</param>
    /// <param name="clock">For links and retries.</param>
    public static WebApplication Build(
        LocalSettings settings, string routePrefix, AppFunctions functions, Action<IFunctionsWorkerApplicationBuilder, IConfiguration> compose, string key, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(compose);

        // The empty builder: addresses, files and levels of other programs (ASPNETCORE_URLS, appsettings.json) have no say here.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        LocalConfiguration.Add(builder.Configuration, settings);

        // Levels are part of the promise that no key is ever logged: the framework writes whole addresses from Information on.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter<TrainingLogProvider>(null, LogLevel.None).AddFilter<TrainingLogProvider>(TrainingLogProvider.Category, LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.MaxBytes;
            kestrel.Listen(IPAddress.Loopback, settings.Port);
        });
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.AddRouting().AddMvcCore();
        builder.Services.AddSingleton(clock);
        builder.Services.AddDashboard(new PageOptions(settings.Root.DashboardFiles));
        LocalApplicationBuilder worker = new(builder.Services);
        compose(worker, builder.Configuration);
        builder.Services.AddSingleton(worker);
        builder.Services.AddSingleton<FunctionInvoker>();
        builder.Services.AddSingleton<DurableClientSource>();
        builder.Services.AddSingleton(new Sessions(clock));
        builder.Services.AddSingleton(new ExportFolder(settings.DataFolder));

        // Made by the container, which then disposes of it last: what the parts say while they stop is written as well.
        builder.Services.AddSingleton<ILoggerProvider>(services => new TrainingLogProvider(
            settings.DataFolder, services.GetService<PipelineOptions>()?.Logging ?? new LogOptions { LogToFile = false }, clock, Console.Error.WriteLine));

        WebApplication app = builder.Build();
        UseGuards(app, settings, key);
        MapFunctions(app, routePrefix, functions);
        return app;
    }

    /// <exception cref="LocalHostException">The port is taken.</exception>
    public static async Task StartAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(app);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw PortTaken(port);
        }
    }

    /// <summary>Asks before the slow part of the start; <see cref="StartAsync"/> is the one that decides.</summary>
    public static void AssertPortFree(int port)
    {
        try
        {
            using TcpListener probe = new(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw PortTaken(port);
        }
        catch (SocketException error)
        {
            throw new LocalHostException($"Port {port} (the functions app) cannot be used: {error.Message}. Choose another: ST_PORT=7171 ./run", error);
        }
    }

    private static LocalHostException PortTaken(int port) =>
        new($"Port {port} (the functions app) is taken by another process. Free it, or choose another: ST_PORT=7171 ./run");

    private static void UseGuards(WebApplication app, LocalSettings settings, string key)
    {
        Sessions sessions = app.Services.GetRequiredService<Sessions>();
        KeyGuard keys = new(new ApiKey(key), sessions, settings.Port);
        app.Use(SecurityHeaders.AddAsync);
        app.UseMiddleware<ProblemAnswers>();
        app.Use(SameSiteGuard.CheckAsync);
        DashboardPage.Use(app, app.Services.GetRequiredService<PageRequests>());
        app.UseRouting();
        app.Use(keys.CheckAsync);
        SignIn.Map(app, sessions, settings.Url, settings.Port);
        InstanceEndpoints.Map(app, app.Services.GetRequiredService<DurableClientSource>());
    }

    private static void MapFunctions(WebApplication app, string prefix, AppFunctions functions)
    {
        FunctionInvoker invoker = app.Services.GetRequiredService<FunctionInvoker>();
        ILogger<HttpFunctionEndpoint> log = app.Services.GetRequiredService<ILogger<HttpFunctionEndpoint>>();
        foreach (HttpFunction function in functions.Http)
        {
            string pattern = prefix.Length == 0 ? $"/{function.Route}" : $"/{prefix}/{function.Route}";
            HttpFunctionEndpoint endpoint = new(function, invoker, log);
            IEndpointConventionBuilder route = function.Verbs.Count == 0
                ? app.Map(pattern, endpoint.InvokeAsync)
                : app.MapMethods(pattern, function.Verbs, endpoint.InvokeAsync);
            if (function.Level != AuthorizationLevel.Anonymous) route.WithMetadata(NeedsKey.Always);
        }
    }
}
