using System.Text.Json;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>On a task queue: train this work, and tell this orchestration. On the result queue: the same, once it is trained or has failed for good.</summary>
/// <param name="Key">Of the <see cref="FoldWork"/>; its row has the rest.</param>
/// <param name="InstanceId">The orchestration that waits.</param>
/// <param name="Number">Of the fold there.</param>
public sealed record FoldTaskMessage(string Key, string InstanceId, int Number)
{
    /// <summary>The form of the message; another form gets another number.</summary>
    public const int Schema = 1;

    private const string Source = "The fold message";
    private const int KeyLength = 64;

    /// <summary>The W3C context of the trace that it belongs to; null for none.</summary>
    public string? Trace { get; init; }

    public string EventName => EventNameOf(Number);

    public static string EventNameOf(int number) => $"fold:{number}";

    /// <exception cref="DocumentException">It is no such message; all reasons are told.</exception>
    public static FoldTaskMessage Parse(string json) =>
        DocumentReader.Read(JsonDocumentReader.Read(json, Source), Source, value => value.Mapping(map =>
        {
            map.Required("schema", v => v.WholeNumber(Schema, Schema));
            return new FoldTaskMessage(
                map.Required("key", Key64),
                map.Required("instance_id", v => v.Text()),
                map.Required("number", v => v.WholeNumber(0, int.MaxValue)))
            {
                Trace = map.Optional("trace", v => (string?)v.Text(), null),
            };
        }));

    public string ToJson() => Trace is null
        ? JsonSerializer.Serialize(new { schema = Schema, key = Key, instance_id = InstanceId, number = Number })
        : JsonSerializer.Serialize(new { schema = Schema, key = Key, instance_id = InstanceId, number = Number, trace = Trace });

    private static string Key64(DocumentValue value)
    {
        string text = value.Text();
        if (text.Length != KeyLength || !text.All(char.IsAsciiHexDigitLower)) value.Error($"'{text}' is not a key; {KeyLength} digits 0-9 and a-f are needed");
        return text;
    }
}
