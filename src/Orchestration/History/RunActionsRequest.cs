using System.Text.Json.Serialization;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.History;

/// <summary>Something to be done to several runs.</summary>
public sealed record RunActionsRequest
{
    public const string Delete = "delete";
    public const string Restore = "restore";
    public const string Tag = "tag";
    public const string Untag = "untag";
    public const int MostIds = 1000;

    /// <summary>delete takes them out of the history, restore brings them back; tag and untag want <see cref="Tags"/>.</summary>
    [JsonRequired]
    public string? Action { get; init; }

    /// <summary>1 to 1,000.</summary>
    [JsonRequired]
    public IReadOnlyList<string?>? Ids { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }

    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public void Check()
    {
        List<FieldFault> faults = [];
        if (Action is not (Delete or Restore or Tag or Untag)) faults.Add(new FieldFault("action", Show(Action), $"one of {Delete}, {Restore}, {Tag}, {Untag}"));
        if (Ids is not { Count: > 0 and <= MostIds }) faults.Add(new FieldFault("ids", $"a list of {Ids?.Count ?? 0}", $"a list of 1 to {MostIds} ids of runs"));
        foreach ((int index, string? id) in (Ids ?? []).Index())
        {
            if (string.IsNullOrWhiteSpace(id) || id.Length > RunHistory.LongestId) faults.Add(new FieldFault($"ids[{index}]", Show(id), "the id of a run"));
        }

        foreach (string twice in (Ids ?? []).OfType<string>().GroupBy(id => id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            faults.Add(new FieldFault("ids", $"with {Show(twice)} more than once", "each id once"));
        }

        bool wantsTags = Action is Tag or Untag;
        int count = Tags?.Count ?? 0;
        if (wantsTags && count is (0 or > RunTag.MostOfARun)) faults.Add(new FieldFault("tags", $"a list of {count}", $"a list of 1 to {RunTag.MostOfARun} tags"));
        if (!wantsTags && count > 0) faults.Add(new FieldFault("tags", $"a list of {count}", $"none, but with {Tag} or {Untag},"));
        foreach ((int index, string? tag) in (Tags ?? []).Index())
        {
            if (!RunTag.IsAllowed(tag)) faults.Add(new FieldFault($"tags[{index}]", Show(tag), RunTag.Allowed));
        }

        if (faults.Count > 0) throw new RequestException(faults);
    }

    private static string Show(string? text) => text is null ? "null" : $"'{FieldFault.Show(text)}'";
}
