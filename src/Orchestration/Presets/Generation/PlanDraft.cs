namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>An entry as it was asked for, before anything in it is known to be right.</summary>
/// <param name="Place">Where it stands in `plan`, from 0; null for one that came of lists.</param>
internal sealed record PlanDraft(PlanItem Item, int? Place)
{
    private static readonly Dictionary<string, string> ListOf = new(StringComparer.Ordinal) { ["symbol"] = "symbols", ["timeframe"] = "timeframes", ["model"] = "models" };

    /// <summary>How many drafts a request has.</summary>
    public static long Count(GenerateRequest request)
    {
        long lists = 1;
        foreach (int? count in (int?[])[request.Symbols?.Count, request.Timeframes?.Count, request.Features?.Count, request.Horizons?.Count, request.Models?.Count ?? 1])
        {
            lists = Math.Min(lists * (count ?? 0), int.MaxValue);
        }

        return lists + (request.Plan?.Count ?? 0);
    }

    /// <summary>The drafts of a request: those of its plan, then those of its lists.</summary>
    public static IReadOnlyList<PlanDraft> Expand(GenerateRequest request) =>
    [
        .. (request.Plan ?? []).Select((item, place) => new PlanDraft(item, place)),
        .. from symbol in request.Symbols ?? []
           from timeframe in request.Timeframes ?? []
           from features in request.Features ?? []
           from horizons in request.Horizons ?? []
           from model in request.Models ?? [null!]
           select new PlanDraft(new PlanItem { Symbol = symbol, Timeframe = timeframe, Features = features, Horizons = horizons, Model = model }, null),
    ];

    /// <summary>How the request calls a field of the item.</summary>
    public string Field(string name) => Place is { } place ? $"plan[{place}].{name}" : ListOf.GetValueOrDefault(name, name);
}
