using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.Orchestration.Http;
using JsonOptions = Microsoft.AspNetCore.Mvc.JsonOptions;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>A call by a request: the request itself, its JSON body by <c>[FromBody]</c>, and its route values by name.</summary>
public sealed class HttpCall(HttpFunction function, HttpContext context) : FunctionCall(function, context.RequestAborted)
{
    private readonly Dictionary<string, object?> data = new(context.Request.RouteValues, StringComparer.OrdinalIgnoreCase);

    internal HttpContext Context => context;

    internal override IReadOnlyDictionary<string, object?> BindingData => data;

    internal override async ValueTask<object?> BindAsync(ParameterInfo parameter, IServiceProvider services)
    {
        if (parameter.ParameterType == typeof(HttpRequest)) return context.Request;
        if (parameter.GetCustomAttribute<FromBodyAttribute>() is null) return RouteValue(parameter);

        // The options that the worker's integration reads [FromBody] with (its FromBodyConversionFeature goes through MVC's binder).
        JsonOptions json = services.GetRequiredService<IOptions<JsonOptions>>().Value;
        return await JsonBody.ReadAsync(context.Request, parameter.ParameterType, json.JsonSerializerOptions, CancellationToken);
    }

    private object? RouteValue(ParameterInfo parameter)
    {
        if (context.GetRouteValue(parameter.Name!)?.ToString() is not { } text) return Missing(parameter);
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            string allowed = type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : JsonWords.For(type, JsonSerializerOptions.Web);
            throw new RequestException(new FieldFault(parameter.Name!, $"'{FieldFault.Show(text)}'", allowed));
        }
    }
}
