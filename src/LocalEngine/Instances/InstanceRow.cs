using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Instances;

/// <summary>An instance as a row. Payloads are packed texts (<see cref="PayloadBlobs"/>).</summary>
internal static class InstanceRow
{
    public const string Input = "Input";
    public const string Output = "Output";
    public const string CustomStatus = "CustomStatus";

    /// <summary>The OData condition for those that are not finished.</summary>
    public const string IsLive = "Live eq true";

    public static Dictionary<string, object> Whole(InstanceFacts facts, string packedInput)
    {
        Dictionary<string, object> row = Changed(facts);
        row["Name"] = facts.Name;
        row["Version"] = facts.Version;
        row["Life"] = facts.Life;
        row["CreatedAt"] = facts.CreatedAt;
        row["Tags"] = JsonSerializer.Serialize(facts.Tags);
        row[Input] = packedInput;
        return row;
    }

    /// <summary>What every commit of an instance writes.</summary>
    public static Dictionary<string, object> Changed(InstanceFacts facts) => new()
    {
        ["Execution"] = facts.Execution,
        ["Status"] = facts.Status.ToString(),
        ["Live"] = !facts.IsFinished,
        ["UpdatedAt"] = facts.UpdatedAt,
    };

    /// <summary>Without the payloads, which may have to be fetched.</summary>
    public static InstanceFacts Read(TableEntity row) => new(
        RowKeys.InstanceId(row.RowKey),
        row.GetString("Name"),
        row.GetString("Version"),
        row.GetString("Life"),
        row.GetString("Execution"),
        Enum.Parse<OrchestrationRuntimeStatus>(row.GetString("Status")),
        row.GetDateTimeOffset("CreatedAt")!.Value,
        row.GetDateTimeOffset("UpdatedAt")!.Value,
        null, null, null,
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString("Tags"))!);

    public static async Task<InstanceFacts> ReadWholeAsync(TableEntity row, PayloadBlobs payloads, CancellationToken cancellation) => Read(row) with
    {
        Input = await payloads.UnpackAsync(row.GetString(Input), cancellation),
        Output = await payloads.UnpackAsync(row.GetString(Output), cancellation),
        CustomStatus = await payloads.UnpackAsync(row.GetString(CustomStatus), cancellation),
    };
}
