using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Http;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.LocalHost;

/// <summary>The functions of the app behind Kestrel on 127.0.0.1.</summary>
public static class FunctionsServer
{
    /// <summary>Nothing listens yet; the caller starts and stops what it gets.</summary>
    public static WebApplication Build(LocalSettings settings, IReadOnlyList<HttpFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(functions);

        // The empty builder: addresses, files and levels of other programs (ASPNETCORE_URLS, appsettings.json) have no say here.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(
            [new KeyValuePair<string, string?>(StorageOptions.SettingName, settings.Azurite.ConnectionString)]);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, settings.Port);
        });
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.AddRouting().AddProblemDetails().AddMvcCore();

        // A page of another site that has its name point to 127.0.0.1 gets nothing.
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = ["127.0.0.1", "localhost"]);
        builder.Services.AddServerlessTraining(builder.Configuration);

        WebApplication app = builder.Build();
        app.UseHostFiltering();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        Map(app, RoutePrefix.Read(settings.Root.HostJson), functions);
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

    private static void Map(WebApplication app, string prefix, IReadOnlyList<HttpFunction> functions)
    {
        foreach (HttpFunction function in functions)
        {
            string pattern = prefix.Length == 0 ? $"/{function.Route}" : $"/{prefix}/{function.Route}";
            RequestDelegate call = context => HttpFunctionInvoker.InvokeAsync(function, context);
            if (function.Verbs.Count == 0) app.Map(pattern, call);
            else app.MapMethods(pattern, function.Verbs, call);
        }
    }
}
