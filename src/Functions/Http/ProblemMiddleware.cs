using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Functions.Http;

/// <summary>Answers a request that a function refuses with a problem document, in Azure as on a laptop. What is not the request's fault goes on to the host.</summary>
public sealed class ProblemMiddleware : IFunctionsWorkerMiddleware
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
            if (await RequestFaults.FindAsync(http.Request, error, context.CancellationToken) is not { } fault) throw;
            await Problem.WriteAsync(http, fault);
        }
    }
}
