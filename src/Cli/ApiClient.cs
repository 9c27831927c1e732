using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Cli;

/// <summary>Asks the running product over its HTTP API, with the key: ST_KEY, else that of the local data folder.</summary>
internal sealed class ApiClient(CliContext context)
{
    private const string KeyHeader = "x-functions-key";
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(30);

    // An upload on a slow line, or a pull of a year of bars.
    private static readonly TimeSpan ChangeLimit = TimeSpan.FromMinutes(10);

    /// <param name="path">From the host's root, such as /api/health.</param>
    /// <param name="what">What the answer holds, for the message when it holds something else.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <remarks>An answer of any status but 401 is read: 503 has a report too. Nothing is started for it: whether anything runs may be the question.</remarks>
    public Task<T> GetAsync<T>(string path, string what, CancellationToken cancellationToken) =>
        ExchangeAsync(HttpMethod.Get, path, content: null, what, ReadAsync<T>, cancellationToken);

    /// <param name="method">Any.</param>
    /// <param name="path">From the host's root, such as /api/queues.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="what">What the answer holds, for the message when it holds something else.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was answered; the default of <typeparamref name="T"/> for 204, which has no body.</returns>
    /// <exception cref="CliException">Any answer but 2xx, with the problem's detail and its errors as the message.</exception>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, string what, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        return await ExchangeAsync(method, path, content, what, ReadGoodAsync<T>, cancellationToken);
    }

    /// <summary>Copies an answer that is no JSON while it comes: only its beginning has to come in time.</summary>
    /// <param name="path">From the host's root, such as /api/runs.csv.</param>
    /// <param name="target">What it is written to.</param>
    /// <param name="what">What the answer holds.</param>
    /// <param name="cancellationToken">Ends the copy.</param>
    /// <returns>The bytes copied.</returns>
    /// <exception cref="CliException">Any answer but 2xx.</exception>
    public Task<long> CopyAsync(string path, Stream target, string what, CancellationToken cancellationToken) =>
        CopyAsync(HttpMethod.Get, path, content: null, target, what, cancellationToken);

    /// <summary>The same for an answer to a body.</summary>
    public async Task<long> CopyAsync(HttpMethod method, string path, HttpContent? content, Stream target, string what, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        return await ExchangeAsync(
            method, path, content, what,
            async (address, response, ct) =>
            {
                if (!response.IsSuccessStatusCode) return await ReadGoodAsync<long>(address, response, ct);
                long before = target.Position;
                await response.Content.CopyToAsync(target, ct);
                return target.Position - before;
            },
            cancellationToken,
            HttpCompletionOption.ResponseHeadersRead);
    }

    // Somebody who names an address wants that one, wherever it is.
    private Task StartAsync(CancellationToken cancellationToken) => context is { Local: { } local, Root: { } root } && string.IsNullOrEmpty(context.Configuration["ST_URL"])
        ? local.EnsureAsync(context, LocalSettings.From(context.Configuration, root), cancellationToken)
        : Task.CompletedTask;

    private async Task<T> ExchangeAsync<T>(
        HttpMethod method, string path, HttpContent? content, string what, Func<Uri, HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        Uri address = Address(path);
        TimeSpan limit = method == HttpMethod.Get ? ReadLimit : ChangeLimit;
        using HttpClient http = new(context.Http, disposeHandler: false) { Timeout = limit };
        try
        {
            using HttpRequestMessage request = new(method, address) { Content = content };
            if (Key(address) is { } key) request.Headers.Add(KeyHeader, key);
            using HttpResponseMessage response = await http.SendAsync(request, completion, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                throw new CliException($"{address} wants another key. Set ST_KEY to it, or ST_DATA to the data folder of the product that runs there.")
                {
                    Status = response.StatusCode,
                };
            }

            return await read(address, response, cancellationToken);
        }
        catch (JsonException error)
        {
            throw new CliException($"{address} answered, but not with {what}: something else listens there. Set ST_URL or ST_PORT.", error);
        }
        catch (HttpRequestException error)
        {
            throw new CliException($"Nothing answers at {address}. Start it with ./run, or set ST_URL or ST_PORT to where it runs.", error);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"{address} did not answer within {limit.TotalSeconds} s.", error);
        }
    }

    private static async Task<T> ReadAsync<T>(Uri address, HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken)
            ?? throw new CliException($"{address} answered {(int)response.StatusCode} with nothing in it.");

    private static async Task<T> ReadGoodAsync<T>(Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NoContent) return default!;
        if (response.IsSuccessStatusCode) return await ReadAsync<T>(address, response, cancellationToken);
        throw new CliException(ApiProblem.Text(address, response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)))
        {
            Status = response.StatusCode,
        };
    }

    // The data folder's key goes to nobody but the instance that owns the folder: another program may have the port by now.
    private string? Key(Uri address)
    {
        if (context.Configuration["ST_KEY"] is { Length: > 0 } chosen) return chosen;
        if (context.Root is null) return null;
        string folder = LocalSettings.From(context.Configuration, context.Root).DataFolder;
        return RunningInstance.Read(folder) is { } instance && Uri.TryCreate(instance.Url, UriKind.Absolute, out Uri? own) && own.Authority == address.Authority
            ? LocalKeys.Read(folder)
            : null;
    }

    /// <summary>Of a path from the host's root, where the product is asked.</summary>
    public Uri Address(string path)
    {
        string url = context.Configuration["ST_URL"] is { Length: > 0 } chosen
            ? chosen
            : $"http://127.0.0.1:{context.Configuration["ST_PORT"] ?? LocalSettings.DefaultPort.ToString()}";
        return Uri.TryCreate(url.TrimEnd('/') + path, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new CliException($"ST_URL or ST_PORT gives '{url}', which is no address. Set ST_URL=http://127.0.0.1:7071 or ST_PORT=7071.");
    }
}
