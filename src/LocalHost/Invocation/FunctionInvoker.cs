using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>Calls functions of every kind, as the worker does: through the app's middleware, in a scope of services of their own, on a new instance of their class.</summary>
public sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory scopes;
    private readonly FunctionExecutionDelegate pipeline;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<AppFunction, LocalFunctionDefinition> definitions = new();

    public FunctionInvoker(LocalApplicationBuilder app, IServiceScopeFactory scopes, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(app);
        this.scopes = scopes;
        this.clock = clock;
        pipeline = app.Build(ExecuteAsync);
    }

    /// <returns>What the function returned once awaited. Its exceptions come as it threw them.</returns>
    public async Task<object?> InvokeAsync(FunctionCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        RetryAttribute? retry = (call.Function as TimerFunction)?.Retry;
        int most = retry?.MaxRetryCount ?? 0;
        for (int count = 0; ; count++)
        {
            try
            {
                return await InvokeOnceAsync(call, new LocalRetryContext(count, most));
            }
            catch (Exception) when (retry is not null && (count < most || most < 0) && !call.CancellationToken.IsCancellationRequested)
            {
                await Task.Delay(RetryDelay.After(retry, count), clock, call.CancellationToken);
            }
        }
    }

    /// <summary>In the scope that the request has already.</summary>
    internal Task<object?> InvokeAsync(HttpCall call) => InvokeAsync(call, call.Context.RequestServices, new LocalRetryContext(0, 0));

    // Nothing here may wait before the function does: an orchestrator's turn ends where it cannot go on at once.
    private async Task<object?> InvokeOnceAsync(FunctionCall call, LocalRetryContext retry)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await InvokeAsync(call, scope.ServiceProvider, retry);
    }

    private async Task<object?> InvokeAsync(FunctionCall call, IServiceProvider services, LocalRetryContext retry)
    {
        call.Result = null;
        await pipeline(new LocalFunctionContext(call, definitions.GetOrAdd(call.Function, f => new LocalFunctionDefinition(f)), services, retry));
        return call.Result;
    }

    private async Task ExecuteAsync(FunctionContext context)
    {
        FunctionCall call = context.Features.Get<FunctionCall>()
            ?? throw new LocalHostException("A middleware passed on a context of its own making; pass on the one that it got.");
        MethodInfo method = call.Function.Method;
        ParameterInfo[] parameters = method.GetParameters();
        object?[] arguments = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++) arguments[i] = await BindAsync(parameters[i], call, context);
        object? target = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, method.DeclaringType!);
        try
        {
            call.Result = await ReturnValue.AwaitAsync(method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
        }
        finally
        {
            if (target is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (target as IDisposable)?.Dispose();
        }
    }

    private static ValueTask<object?> BindAsync(ParameterInfo parameter, FunctionCall call, FunctionContext context)
    {
        if (parameter.ParameterType == typeof(FunctionContext)) return new(context);
        if (parameter.ParameterType == typeof(CancellationToken)) return new(context.CancellationToken);
        return parameter.ParameterType == typeof(DurableTaskClient)
            ? new(context.InstanceServices.GetRequiredService<DurableClientSource>().Client)
            : call.BindAsync(parameter, context.InstanceServices);
    }
}
