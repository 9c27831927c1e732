using System.Net;
using System.Text.Json;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>Asks the deployed app how it is: with its key every dependency, without one the short word that needs none.</summary>
internal sealed class AppHealth(CliContext context, ToolRunner tools)
{
    private const string Part = "app";
    private const string Healthy = "healthy";
    private const string NotInstalled = "not_installed";
    private const string KeyHeader = "x-functions-key";

    // An app that has slept takes long over its first answer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    public async Task<IReadOnlyList<CloudPart>> AskAsync(AzdEnvironment environment, CancellationToken cancellationToken)
    {
        string name = environment[AzdEnvironment.FunctionApp] ?? Shown.Nothing;
        // The key goes nowhere but over TLS.
        if (!Uri.TryCreate(environment[AzdEnvironment.Url], UriKind.Absolute, out Uri? root) || root.Scheme != Uri.UriSchemeHttps)
        {
            return [CloudPart.NotKnown(Part, name, $"{AzdEnvironment.Url} is '{environment[AzdEnvironment.Url]}', which is no address that begins with https://")];
        }

        AppKey key = await AppKey.AskAsync(tools, environment, cancellationToken);
        Uri address = new(root, key.Value is null ? "/api/health" : "/api/health/details");
        try
        {
            return Parts(name, root, key, await GetAsync(address, key, cancellationToken));
        }
        catch (HttpRequestException error)
        {
            return [CloudPart.NotKnown(Part, name, $"nothing answers at {address}: {error.Message}")];
        }
        catch (CliException error)
        {
            return [CloudPart.NotKnown(Part, name, error.Message)];
        }
        catch (JsonException)
        {
            return [CloudPart.NotKnown(Part, name, $"{address} does not answer as this product does; was the app published? ./st cloud deploy does it again")];
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [CloudPart.NotKnown(Part, name, $"{address} did not answer within {Limit.TotalSeconds} s")];
        }
    }

    private async Task<JsonLook> GetAsync(Uri address, AppKey key, CancellationToken cancellationToken)
    {
        using HttpClient http = new(context.Http, disposeHandler: false) { Timeout = Limit };
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (key.Value is not null) request.Headers.TryAddWithoutValidation(KeyHeader, key.Value);
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new HttpRequestException($"it answered {(int)response.StatusCode} to the key that az gave");
        }

        // 503 has a report too.
        JsonLook report = new(JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(cancellationToken)));
        return report["status"].IsThere && report["version"].IsThere ? report : throw new JsonException();
    }

    private static IReadOnlyList<CloudPart> Parts(string name, Uri root, AppKey key, JsonLook report)
    {
        string state = report["status"].Text;
        string beside = key.Value is null ? $"; its dependencies cannot be asked: {key.Why}" : "";
        CloudPart app = new(Part, name, state, state == Healthy && key.Value is not null, null, $"{root} version {report["version"].Text}{beside}");
        // The trainer's libraries are not in the app.
        return [app, .. report["dependencies"].Items
            .Where(one => one["status"].Text is not (Healthy or NotInstalled))
            .Select(one => new CloudPart("dependency", one["name"].Text, one["status"].Text, Ok: false, null, one["detail"].Text))];
    }
}
