using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>Calls a function for a request and writes what it returns.</summary>
internal static class HttpFunctionInvoker
{
    public static async Task InvokeAsync(HttpFunction function, HttpContext context)
    {
        if (!TryBind(function, context, out object?[] arguments, out string problem))
        {
            await Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        MethodInfo method = function.Method;
        object? target = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.RequestServices, method.DeclaringType!);
        try
        {
            object? result = await Unwrap(method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
            if (result is IResult minimal) await minimal.ExecuteAsync(context);
            else if (result is IActionResult action) await action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
        }
        finally
        {
            if (target is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (target as IDisposable)?.Dispose();
        }
    }

    private static async Task<object?> Unwrap(object? returned)
    {
        if (returned is null or IResult or IActionResult) return returned;
        Type type = returned.GetType();
        if (returned is ValueTask plain)
        {
            await plain;
            return null;
        }

        Task task = returned as Task ?? (Task)type.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(returned, parameters: null)!;
        await task;
        return task.GetType().GetProperty(nameof(Task<int>.Result))?.GetValue(task);
    }

    private static bool TryBind(HttpFunction function, HttpContext context, out object?[] arguments, out string problem)
    {
        ParameterInfo[] parameters = function.Method.GetParameters();
        arguments = new object?[parameters.Length];
        problem = string.Empty;
        foreach ((int index, ParameterInfo parameter) in parameters.Index())
        {
            if (parameter.ParameterType == typeof(HttpRequest)) arguments[index] = context.Request;
            else if (parameter.ParameterType == typeof(CancellationToken)) arguments[index] = context.RequestAborted;
            else if (!TryRouteValue(parameter, context, out arguments[index]))
            {
                problem = $"{parameter.Name} is '{context.GetRouteValue(parameter.Name!)}'; a {parameter.ParameterType.Name} is needed.";
                return false;
            }
        }

        return true;
    }

    private static bool TryRouteValue(ParameterInfo parameter, HttpContext context, out object? value)
    {
        string? text = context.GetRouteValue(parameter.Name!)?.ToString();
        value = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (text is null) return parameter.HasDefaultValue || parameter.ParameterType == typeof(string);
        try
        {
            value = TypeDescriptor.GetConverter(parameter.ParameterType).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or NotSupportedException)
        {
            return false;
        }
    }
}
