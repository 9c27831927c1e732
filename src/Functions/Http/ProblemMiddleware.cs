using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Functions.Http;

/// <summary>Answers a request that a function refuses with a problem document, in Azure as on a laptop, and one that fails for a reason written for people with 500 and
/// that reason. Any other failure goes on to the host.</summary>
public sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);

        // No await of our own before an orchestrator: it may wait for nothing but its context.
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        RequestFaults.KeepBody(http.Request);
        try
        {
            await next(context);
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            if (await RequestFaults.FindAsync(http.Request, error, context.CancellationToken) is { } fault)
            {
                await Problem.WriteAsync(http, fault);
                return;
            }

            if (FailureText.Of(error) is not { } text) throw;

            // The host does not see it any more, so it is logged here.
            LogFailed(logger, context.FunctionDefinition.Name, context.InvocationId, SecretRedactor.Redact(error.ToString()));
            await Problem.WriteAsync(http, StatusCodes.Status500InternalServerError, text, invocationId: context.InvocationId);
        }
    }

    [LoggerMessage(EventId = 4210, Level = LogLevel.Error, Message = "Function {Function} failed, invocation {InvocationId}: {Error}")]
    private static partial void LogFailed(ILogger logger, string function, string invocationId, string error);
}
