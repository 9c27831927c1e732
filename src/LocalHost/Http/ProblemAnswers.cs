using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>Gives every refusal of the host a problem document, and every failure one: with the reason where it was written for people, else without a
/// word about this machine.</summary>
internal sealed class ProblemAnswers(RequestDelegate next, ILogger<ProblemAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception error)
        {
            await RefuseAsync(context, error);
        }

        if (IsBare(context)) await Problem.WriteAsync(context, context.Response.StatusCode, Detail(context));
    }

    private async Task RefuseAsync(HttpContext context, Exception error)
    {
        RequestException? fault = await RequestFaults.FindAsync(context.Request, error, CancellationToken.None);
        if (fault is null) HttpLog.RequestFailed(log, context.TraceIdentifier, SecretRedactor.Redact(error.ToString()));
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        string detail = FailureText.Of(error) ?? $"The request failed. The log has the cause, under {context.TraceIdentifier}.";
        await (fault is not null
            ? Problem.WriteAsync(context, fault)
            : Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, detail, invocationId: context.TraceIdentifier));
    }

    private static bool IsBare(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null } && context.Features.Get<FunctionAnswer>() is null;

    private static string Detail(HttpContext context)
    {
        string target = $"{FieldFault.Show(context.Request.Method)} {FieldFault.Show(context.Request.Path.Value ?? "/")}";
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {target}.",
            StatusCodes.Status405MethodNotAllowed => $"{target} is not allowed; allowed there: {context.Response.Headers.Allow}.",
            int status => $"{target} was refused with {status}.",
        };
    }
}
