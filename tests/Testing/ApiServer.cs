using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.LocalHost;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Schema;
using Xunit;

namespace ServerlessTraining.Testing;

/// <summary>The HTTP functions of the product on a free port, over an emulator of their own. No engine, timers or trainer.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public const string Key = "the-key-of-this-test";
    private readonly HttpClient http = new();
    private readonly ScratchFolder folder = new();
    private AzuriteServer azurite = null!;
    private WebApplication app = null!;

    public Uri Url { get; private set; } = null!;

    /// <summary>Of the product; stands until it is moved.</summary>
    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        LocalSettings settings = new(new RepositoryRoot(Repository.Root), AzuriteServer.FreePorts(1)[0], azurite.Ports, folder.Path);
        AppFunctions functions = FunctionDiscovery.FindIn(new ConfigurationBuilder().Build(), LocalApp.Own.Assemblies);
        app = FunctionsServer.Build(settings, "api", functions, LocalApp.Own.Compose, Key, Clock);
        await Get<StorageSchema>().EnsureAsync(CancellationToken.None);
        await FunctionsServer.StartAsync(app, settings.Port, CancellationToken.None);
        Url = settings.Url;
    }

    /// <summary>A service of the product.</summary>
    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>With the key and a JSON body.</summary>
    /// <param name="ifMatch">As a header; null for none.</param>
    public async Task<Answer> SendAsync(string verb, string path, CancellationToken cancellationToken, string? body = null, string? ifMatch = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(verb), new Uri(Url, path));
        request.Headers.Add("x-functions-key", Key);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
        return new Answer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers.ETag?.Tag,
            response.Content.Headers.ContentDisposition?.FileName, response.Content.Headers.ContentType?.ToString());
    }

    public Task<Answer> GetAsync(string path, CancellationToken cancellationToken) => SendAsync("GET", path, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await azurite.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>What came back.</summary>
    public sealed record Answer(int Status, string Body, string? ETag, string? FileName, string? ContentType)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        /// <summary>Of a problem document.</summary>
        public string Detail => Json.GetProperty("detail").GetString()!;
    }
}
