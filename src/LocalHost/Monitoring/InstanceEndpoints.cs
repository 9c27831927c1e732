using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.LocalHost.Keys;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Instances;

namespace ServerlessTraining.LocalHost.Monitoring;

/// <summary>The reading half of the Durable HTTP API (azure-functions-durable-extension, HttpApiHandler), for monitors that know it. It changes nothing.</summary>
internal static class InstanceEndpoints
{
    private const string Root = "/runtime/webhooks/durabletask";
    private const string RetryAfterSeconds = "5";

    // Names as that API has them, which are not those of ours.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(WebApplication app, DurableClientSource source)
    {
        app.MapGet($"{Root}/instances", context => ListAsync(context, source)).WithMetadata(NeedsKey.Always);
        app.MapGet($"{Root}/instances/{{instanceId}}", context => GetAsync(context, source)).WithMetadata(NeedsKey.Always);
        app.Map($"{Root}/{{**rest}}", RefuseAsync).WithMetadata(NeedsKey.Always).WithOrder(1);
    }

    private static async Task ListAsync(HttpContext context, DurableClientSource source)
    {
        InstanceListRequest list = InstanceListRequest.Read(context.Request);
        OrchestrationQuery query = list.Query;
        try
        {
            Page<OrchestrationMetadata> page = await InstancePages.ReadAsync(source.Client, query, context.RequestAborted);
            if (page.ContinuationToken is { Length: > 0 } next) context.Response.Headers[InstanceListRequest.ContinuationHeader] = next;
            await context.Response.WriteAsJsonAsync(page.Values.Select(i => InstanceStatus.From(i, list.ShowInput)), Json, context.RequestAborted);
        }
        catch (Exception error) when (query.ContinuationToken is not null && error is ArgumentException or FormatException or JsonException)
        {
            throw new RequestException(new FieldFault(
                InstanceListRequest.ContinuationHeader, $"'{FieldFault.Show(query.ContinuationToken!)}'", "the token of the answer before"));
        }
    }

    private static async Task GetAsync(HttpContext context, DurableClientSource source)
    {
        List<FieldFault> faults = [];
        bool showInput = InstanceListRequest.ReadShowInput(context.Request, faults);
        if (faults.Count > 0) throw new RequestException([.. faults]);
        string id = (string)context.GetRouteValue("instanceId")!;
        if (await source.Client.GetInstanceAsync(id, getInputsAndOutputs: true, context.RequestAborted) is not { } instance)
        {
            throw new RequestException(StatusCodes.Status404NotFound, $"There is no instance '{FieldFault.Show(id)}'; GET {Root}/instances lists those that exist.");
        }

        if (!instance.IsCompleted)
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            context.Response.Headers.Location = UriHelper.GetEncodedPathAndQuery(context.Request);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await context.Response.WriteAsJsonAsync(InstanceStatus.From(instance, showInput), Json, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.Headers.Allow = HttpMethods.Get;
        return Problem.WriteAsync(
            context, StatusCodes.Status405MethodNotAllowed, $"{FieldFault.Show(context.Request.Method)} is not allowed: instances can only be read here. Allowed: GET.");
    }
}
