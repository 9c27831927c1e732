using System.Text.Json;
using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine.History;

/// <summary>
/// Payloads as the Functions worker writes and reads them: the property names of the type, read without regard to case; enums as numbers; no fields, so that a
/// ValueTuple comes back empty;
/// null is no payload at all. (WorkerOptions of Azure/azure-functions-dotnet-worker, ObjectConverterShim of Azure/azure-functions-durable-extension.)
/// </summary>
public sealed class WorkerDataConverter : DataConverter
{
    private static readonly JsonSerializerOptions Standard = new() { PropertyNameCaseInsensitive = true };

    private readonly JsonSerializerOptions json;

    /// <param name="json">The worker's JSON options where the app has set its own.</param>
    public WorkerDataConverter(JsonSerializerOptions? json = null) => this.json = json ?? Standard;

    /// <summary>With the worker's own options.</summary>
    public static WorkerDataConverter Default { get; } = new();

    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json);

    public override object? Deserialize(string? data, Type targetType) => data is null ? null : JsonSerializer.Deserialize(data, targetType, json);
}
