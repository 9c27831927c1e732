using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>A call by a message, whose body is decoded already: the body as the trigger's parameter wants it, the rest by name.</summary>
public sealed class QueueCall : FunctionCall
{
    // As the worker reads them unless an app sets another serializer (azure-functions-dotnet-worker, src/DotNetWorker/Hosting/ServiceCollectionExtensions.cs).
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private readonly QueueMessage message;
    private readonly Dictionary<string, object?> data;

    public QueueCall(QueueFunction function, QueueMessage message, CancellationToken cancellationToken)
        : base(function, cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        this.message = message;
        data = new(StringComparer.OrdinalIgnoreCase)
        {
            ["QueueTrigger"] = message.Body.ToString(),
            ["Id"] = message.MessageId,
            ["PopReceipt"] = message.PopReceipt,
            ["DequeueCount"] = message.DequeueCount,
            ["InsertionTime"] = message.InsertedOn,
            ["ExpirationTime"] = message.ExpiresOn,
            ["NextVisibleTime"] = message.NextVisibleOn,
        };
    }

    internal override IReadOnlyDictionary<string, object?> BindingData => data;

    internal override ValueTask<object?> BindAsync(ParameterInfo parameter, IServiceProvider services) =>
        new(parameter.GetCustomAttribute<QueueTriggerAttribute>() is null ? Metadata(parameter) : Body(parameter.ParameterType));

    private object? Body(Type type)
    {
        if (type == typeof(string)) return message.Body.ToString();
        if (type == typeof(byte[])) return message.Body.ToArray();
        if (type == typeof(BinaryData)) return message.Body;
        return type == typeof(QueueMessage) ? message : JsonSerializer.Deserialize(message.Body, type, Json);
    }

    private object? Metadata(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        object? value = data[parameter.Name!];
        if (value is null) return Missing(parameter);
        if (value is DateTimeOffset time)
        {
            if (type == typeof(DateTimeOffset)) return time;
            return type == typeof(DateTime) ? time.UtcDateTime : time.ToString("O", CultureInfo.InvariantCulture);
        }

        return TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string))
            ? TypeDescriptor.GetConverter(type).ConvertFromInvariantString(Convert.ToString(value, CultureInfo.InvariantCulture)!)
            : value;
    }
}
