using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Reads the bodies of requests: strictly, with everything that is wrong told at once.</summary>
internal static class PresetBodies
{
    private const string Source = "The request";
    private const int LongestId = 100;
    private const int MostMembers = 16;
    private static readonly string[] Weightings = ["equal", "metric"];

    /// <exception cref="RequestException">It is no such body.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, Func<DocumentValue, T> read, CancellationToken cancellationToken)
    {
        byte[] body = await JsonBody.ReadBytesAsync(request, cancellationToken);
        if (body.Length == 0) throw new RequestException(StatusCodes.Status400BadRequest, "The body is empty; a JSON object is needed.");
        if (!request.HasJsonContentType()) throw JsonBody.WrongContentType(request);
        if (JsonFaults.Encoding(body) is { } encoding) throw encoding;
        try
        {
            return DocumentReader.Read(JsonDocumentReader.Read(Encoding.UTF8.GetString(body), Source), Source, read);
        }
        catch (DocumentException wrong)
        {
            throw DocumentRefusal.Of(wrong, "the body");
        }
    }

    public static PresetSaveRequest Save(DocumentValue value) => value.Mapping(map =>
    {
        PresetSaveRequest save = new(map.Required("name", PresetFile.NameOf)!, map.Required("content", PresetContentText.Read), Description(map), Id(map, "save_id"));
        if (!value.HasErrors) foreach (string misfit in PresetContentText.Misfits(save.Name, save.Content)) value.Error(misfit);
        return save;
    });

    public static PresetEnsembleRequest Ensemble(DocumentValue value) => value.Mapping(map => new PresetEnsembleRequest(
        map.Optional("name", PresetFile.NameOf, null),
        map.Required("members", Members),
        Weighting: map.Optional("weighting", v => v.OneOf(Weightings) == Weightings[1] ? PresetWeighting.Metric : PresetWeighting.Equal, PresetWeighting.Equal),
        Description: Description(map),
        SaveId: Id(map, "save_id")));

    public static PresetExportRequest Export(DocumentValue value) => value.Mapping(map => new PresetExportRequest(map.Required("names", v =>
    {
        IReadOnlyList<PresetName?> names = v.List(PresetFile.NameOf);
        if (v.Node is DocumentSequence && names.Count is 0 or > PresetExport.MostNames) v.Error($"must be 1 to {PresetExport.MostNames} names, but are {names.Count}");
        return (IReadOnlyList<PresetName>)names!;
    })));

    public static PresetPerformanceRequest Performance(DocumentValue value) => value.Mapping(map => new PresetPerformanceRequest(
        map.Required("version", v => v.WholeNumber(1, int.MaxValue)),
        Id(map, "id"),
        map.Optional<DateTimeOffset?>("at", v => v.Parsed<DateTimeOffset?>(Time, "a time in UTC such as 2026-01-31T12:00:00Z"), null),
        map.Required("metrics", Metrics)));

    private static string Description(MappingReader map) => map.Required("description", v => v.Text(PresetVersions.LongestDescription));

    private static string? Id(MappingReader map, string key) => map.Optional<string?>(key, v => v.Text(LongestId), null);

    private static IReadOnlyList<PresetEnsembleMember> Members(DocumentValue value)
    {
        IReadOnlyList<PresetEnsembleMember> members = value.List(item => item.Mapping(map => new PresetEnsembleMember(
            map.Required("name", PresetFile.NameOf)!,
            map.Optional<int?>("version", v => v.WholeNumber(1, int.MaxValue), null),
            map.Optional<double?>("weight", v => v.Number(1e-9, 1e9), null))));
        if (value.Node is DocumentSequence && members.Count is < 2 or > MostMembers) value.Error($"must be 2 to {MostMembers} presets, but are {members.Count}");
        return members;
    }

    private static JsonElement Metrics(DocumentValue value)
    {
        _ = value.Entries(metric => metric.Node is DocumentScalar { Kind: DocumentScalarKind.Null } ? 0 : metric.Number());
        if (value.HasErrors) return default;
        using JsonDocument json = JsonDocument.Parse(value.Canonical());
        return json.RootElement.Clone();
    }

    private static bool Time(string? text, out DateTimeOffset? time)
    {
        time = text is null ? null : RequestQuery.ParseTime(text);
        return time is not null;
    }
}
