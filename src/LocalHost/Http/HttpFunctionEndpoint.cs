using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>Calls a function for a request and answers with what it returns.</summary>
internal sealed class HttpFunctionEndpoint(HttpFunction function, FunctionInvoker invoker, ILogger<HttpFunctionEndpoint> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        HttpCall call = new(function, context);
        NameSpan(context);
        RequestFaults.KeepBody(context.Request);
        try
        {
            object? result = await invoker.InvokeAsync(call);
            await AnswerAsync(context, call, result);
            context.Features.Set(FunctionAnswer.Given);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is there to answer.
            context.Abort();
        }
        catch (Exception error)
        {
            await RefuseAsync(context, call, error);
        }
    }

    // As the Functions host names it, with the route and not the address: the same for every request of the function.
    private void NameSpan(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { } span) return;
        span.DisplayName = $"{context.Request.Method} {function.Route}";
        span.SetTag("http.request.method", context.Request.Method).SetTag("http.route", function.Route).SetTag("faas.name", function.Name);
    }

    // The integration answers with IActionResult and IResult alone and leaves a response of 200 without a body for the rest
    // (azure-functions-dotnet-worker, FunctionsHttpProxyingMiddleware). Results run when the middleware is through, as there.
    private async Task AnswerAsync(HttpContext context, HttpCall call, object? result)
    {
        if (result is IActionResult action) await action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
        else if (result is IResult minimal) await minimal.ExecuteAsync(context);
        else if (result is not null) HttpLog.ResultIgnored(log, function.Name, result.GetType().Name, call.InvocationId);
    }

    private async Task RefuseAsync(HttpContext context, HttpCall call, Exception error)
    {
        RequestException? fault = await RequestFaults.FindAsync(context.Request, error, CancellationToken.None);
        if (fault is null) HttpLog.FunctionFailed(log, function.Name, call.InvocationId, SecretRedactor.Redact(error.ToString()));
        if (context.Response.HasStarted)
        {
            // Half an answer must not pass for a whole one.
            context.Abort();
            return;
        }

        context.Response.Clear();
        string detail = FailureText.Of(error) ?? $"Function {function.Name} failed. The log has the cause, under invocation {call.InvocationId}.";
        await (fault is not null
            ? Problem.WriteAsync(context, fault)
            : Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, detail, invocationId: call.InvocationId));
    }
}
