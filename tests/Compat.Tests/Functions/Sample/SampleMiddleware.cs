using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ServerlessTraining.Compat.Tests.Functions.Sample;

internal sealed class SampleMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        context.Items["name"] = context.FunctionDefinition.Name;
        await next(context);
    }
}
