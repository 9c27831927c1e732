using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>What an app is composed on here: it collects the services and the middleware that the worker would.</summary>
public sealed class LocalApplicationBuilder(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];

    public IServiceCollection Services => services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        this.middleware.Add(middleware);
        return this;
    }

    /// <summary>The first registered is the outermost (azure-functions-dotnet-worker, DefaultInvocationPipelineBuilder).</summary>
    internal FunctionExecutionDelegate Build(FunctionExecutionDelegate execution)
    {
        FunctionExecutionDelegate pipeline = execution;
        foreach (Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step in Enumerable.Reverse(middleware)) pipeline = step(pipeline);
        return pipeline;
    }
}
