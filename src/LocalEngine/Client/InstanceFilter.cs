using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace ServerlessTraining.LocalEngine.Client;

/// <summary>A query's conditions as OData.</summary>
internal static class InstanceFilter
{
    /// <summary>Null when there is no condition.</summary>
    public static string? Of(DateTimeOffset? createdFrom, DateTimeOffset? createdTo, IEnumerable<OrchestrationRuntimeStatus>? statuses)
    {
        List<string> conditions = [];
        if (createdFrom is { } from) conditions.Add(TableClient.CreateQueryFilter($"CreatedAt ge {from}"));
        if (createdTo is { } to) conditions.Add(TableClient.CreateQueryFilter($"CreatedAt le {to}"));
        string[] any = [.. (statuses ?? []).Select(s => TableClient.CreateQueryFilter($"Status eq {s.ToString()}"))];
        if (any.Length > 0) conditions.Add($"({string.Join(" or ", any)})");
        return conditions.Count == 0 ? null : string.Join(" and ", conditions);
    }
}
