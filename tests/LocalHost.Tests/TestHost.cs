using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.LocalHost.Keys;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests;

/// <summary>The server on a free port with chosen functions; requests bring the key unless they say otherwise.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Key = "the-key-of-this-test";
    private readonly WebApplication app;
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    private TestHost(WebApplication app, Uri url, LogLines logs)
    {
        this.app = app;
        Url = url;
        Logs = logs;
    }

    public Uri Url { get; }

    public LogLines Logs { get; }

    public HttpClient Http => http;

    public FunctionInvoker Invoker => app.Services.GetRequiredService<FunctionInvoker>();

    public Sessions Sessions => app.Services.GetRequiredService<Sessions>();

    public static Task<TestHost> StartAsync(params IEnumerable<Type> types) => StartAsync(types, compose: null);

    public static async Task<TestHost> StartAsync(
        IEnumerable<Type> types, Action<IFunctionsWorkerApplicationBuilder, IConfiguration>? compose,
        DurableTaskClient? hub = null, RepositoryRoot? root = null, AzuritePorts? azurite = null)
    {
        AppFunctions functions = FunctionDiscovery.Find(new ConfigurationBuilder().Build(), types);
        int[] ports = AzuriteServer.FreePorts(4);
        LocalSettings settings = new(root ?? new RepositoryRoot(Repository.Root), ports[0], azurite ?? new AzuritePorts(ports[1], ports[2], ports[3]), "unused");
        LogLines logs = new();
        WebApplication server = FunctionsServer.Build(
            settings, "api", functions,
            (builder, configuration) =>
            {
                compose?.Invoke(builder, configuration);
                builder.Services.RemoveAll<ILoggerProvider>().AddSingleton<ILoggerProvider>(logs);
                builder.Services.Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Trace);
            },
            Key, TimeProvider.System);
        if (hub is not null) server.Services.GetRequiredService<DurableClientSource>().Client = hub;
        await FunctionsServer.StartAsync(server, settings.Port, TestContext.Current.CancellationToken);
        return new TestHost(server, settings.Url, logs);
    }

    public async Task<Answer> SendAsync(
        string verb, string path, string? body = null, string? key = Key, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(verb), new Uri(Url, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);
        }

        if (key is not null) request.Headers.Add("x-functions-key", key);
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path, string? key = Key, params (string Name, string Value)[] headers) => SendAsync("GET", path, key: key, headers: headers);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>What came back.</summary>
    internal sealed record Answer(int Status, string Type, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        public bool IsProblem => Type == "application/problem+json";

        /// <summary>Of a problem document.</summary>
        public string Detail => IsProblem
            ? JsonDocument.Parse(Body).RootElement.GetProperty("detail").GetString()!
            : throw new InvalidOperationException($"{Status} {Type} is no problem document: {Body}");

        public static async Task<Answer> ReadAsync(HttpResponseMessage response)
        {
            Dictionary<string, string> headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", body, headers);
        }
    }
}
