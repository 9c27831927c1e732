using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Makes specs of drafts. What is wrong with any value of the request is noted once, under the name that the request has for it.</summary>
internal sealed class PlanChecker(GenerateRequest request)
{
    /// <summary>Each is looked at before the plan is cut to what it may have.</summary>
    public const int MostDrafts = 1000;

    private readonly List<FieldFault> faults = [];

    // Those of drafts that share a value are told once, and each of the drafts is wrong.
    private int refused;

    public IReadOnlyList<FieldFault> Faults => faults;

    /// <param name="allowed">What would be right, before `is needed`.</param>
    public void Refuse(string field, string? value, string allowed)
    {
        refused++;
        FieldFault fault = new(field, value, allowed);
        if (!faults.Contains(fault)) faults.Add(fault);
    }

    /// <summary>What is asked of the request itself.</summary>
    /// <returns>Whether its entries can be looked at.</returns>
    public bool CheckLists()
    {
        long count = PlanDraft.Count(request);
        if (count > MostDrafts) Refuse("the request", $"for {count} presets", $"one for at most {MostDrafts}, by shorter lists,");
        (string Name, int? Count)[] lists =
            [("symbols", request.Symbols?.Count), ("timeframes", request.Timeframes?.Count), ("features", request.Features?.Count), ("horizons", request.Horizons?.Count)];
        bool isWanted = request.Models is not null || lists.Any(list => list.Count is not null);
        if (!isWanted && request.Plan is not { Count: > 0 }) Refuse("plan", null, "a list of entries, or symbols, timeframes, features and horizons in its place,");
        foreach ((string name, _) in lists.Where(list => isWanted && list.Count is null or 0)) Refuse(name, null, "at least one, beside the other lists,");
        return count <= MostDrafts;
    }

    /// <summary>Null where something in it is wrong.</summary>
    public PlannedEntry? SpecOf(PlanDraft draft)
    {
        PlanItem item = draft.Item;
        int before = refused;
        string model = Of(draft, "model", item.Model ?? JobRequest.UsualModel, GridVocabulary.BuiltIn.Models);
        string features = Of(draft, "features", item.Features, [.. FeatureSystems.All.Select(system => system.Name)]);
        string encoder = Of(draft, "encoder", item.Encoder ?? JobRequest.UsualEncoder, [.. FeatureEncoders.All.Select(one => one.Name)]);
        string folds = Of(draft, "folds", item.Folds ?? StudySpec.QuickFolds, [StudySpec.QuickFolds, StudySpec.FullFolds]);
        string objective = Of(draft, "objective", item.Objective ?? request.Objective, StudyObjectives.Names);
        bool hasSymbol = Symbol.TryParse(item.Symbol, out Symbol symbol);
        if (!hasSymbol) Refuse(draft.Field("symbol"), item.Symbol, "a symbol such as BTCUSDT or BTC/USDT");
        bool hasTimeframe = Timeframe.TryParse(item.Timeframe, out Timeframe timeframe);
        if (!hasTimeframe) Refuse(draft.Field("timeframe"), item.Timeframe, "a timeframe such as 15m, 1h or 1d");
        CheckHorizons(draft, item.Horizons);
        // The window of the quick folds is six months; full folds train on all that came before, unless a window is asked for.
        int most = folds == StudySpec.QuickFolds ? JobPlans.QuickDays : GridLimits.MaxDays;
        int days = InRange(draft, "days", item.Days ?? most, GridLimits.MinDays, most);
        int phases = InRange(draft, "phases", item.Phases ?? request.Phases, 1, GenerateRequest.MostPhases);
        string space = SpaceOf(draft, model, refused == before);
        PhaseTrials trials = TrialsOf(item.Trials ?? request.Trials);
        string first = FirstOf(draft, model, space, trials, refused == before);
        if (refused > before || !hasSymbol || !hasTimeframe) return null;
        return new PlannedEntry(
            new PresetSpec
            {
                Symbol = symbol.Name,
                Timeframe = timeframe.Name,
                Model = model,
                FeatureSystem = features,
                Encoder = FeatureSystems.Parse(features).ReadsEncoder ? encoder : FeatureEncoders.Absolute.Name,
                Horizons = item.Horizons,
                Days = days,
                FoldMode = folds,
                Trials = trials,
                Phases = phases,
                Seed = item.Seed ?? request.Seed,
                Objective = objective,
                Space = space,
                First = first,
                Publish = item.Publish ?? request.Publish,
                Description = request.Description,
            },
            item.Priority);
    }

    private PhaseTrials TrialsOf(PlanTrials? asked)
    {
        PhaseTrials usual = request.Quick ? PhaseTrials.Quick : PhaseTrials.Full;
        return asked is null
            ? usual
            : new PhaseTrials(asked.Broad ?? usual.Broad, asked.Focused ?? usual.Focused, asked.Local ?? usual.Local, asked.Seeds ?? usual.Seeds);
    }

    private string Of(PlanDraft draft, string field, string value, IReadOnlyList<string> allowed)
    {
        if (!allowed.Contains(value, StringComparer.Ordinal)) Refuse(draft.Field(field), FieldFault.Show(value), $"one of {string.Join(", ", allowed)}");
        return value;
    }

    private int InRange(PlanDraft draft, string field, int value, int least, int most)
    {
        if (value < least || value > most) Refuse(draft.Field(field), $"{value}", $"a whole number from {least} to {most}");
        return value;
    }

    private void CheckHorizons(PlanDraft draft, IReadOnlyList<int> horizons)
    {
        bool good = horizons.Count is > 0 and <= PresetName.MostHorizons && horizons.All(horizon => horizon is >= GridLimits.MinHorizon and <= GridLimits.MaxHorizon)
            && horizons.Zip(horizons.Skip(1)).All(pair => pair.First < pair.Second);
        if (good) return;
        Refuse(
            draft.Field("horizons"), $"[{string.Join(", ", horizons)}]",
            $"a list of 1 to {PresetName.MostHorizons} numbers of bars from {GridLimits.MinHorizon} to {GridLimits.MaxHorizon}, ascending, each once,");
    }

    private string SpaceOf(PlanDraft draft, string model, bool isKnown)
    {
        if (!isKnown) return "";
        try
        {
            return draft.Item.Space is { } given ? SearchSpaceText.Write(SearchSpaceText.Parse(given.GetRawText(), draft.Field("space"))) : SearchSpaces.TextOf(model);
        }
        catch (ServerlessTrainingException error)
        {
            if (draft.Item.Space is { } given) Refuse(draft.Field("space"), FieldFault.Show(given.GetRawText()), $"a space that can be searched ({error.Message})");
            else Refuse(draft.Field("model"), model, $"a model type with a search space, or a space beside it, ({error.Message})");
            return "";
        }
    }

    /// <summary>The library's defaults go first where they lie in the space, then what was asked for.</summary>
    private string FirstOf(PlanDraft draft, string model, string text, PhaseTrials trials, bool isKnown)
    {
        if (!isKnown) return "";
        List<string> points = [];
        try
        {
            SearchSpace space = SearchSpaceText.Parse(text, draft.Field("space"));
            if (DefaultIn(space, model) is { } usual) points.Add(SearchSpaceText.PointText(space, usual));
            foreach (JsonElement given in draft.Item.First ?? []) points.Add(SearchSpaceText.PointText(space, SearchSpaceText.ReadPoint(space, given.GetRawText())));
            IEnumerable<SearchPoint> distinct = points.Distinct(StringComparer.Ordinal).Select(point => SearchSpaceText.ReadPoint(space, point));
            StudyOptions options = new() { Seed = 0, Trials = trials, First = [.. distinct] };
            options.Validate();
        }
        catch (ServerlessTrainingException error)
        {
            if (draft.Item.First is { } given) Refuse(draft.Field("first"), FieldFault.Show($"[{string.Join(", ", given)}]"), $"a list of points to try first ({error.Message})");
            else Refuse(draft.Field("trials"), trials.ToString(), $"a number of trials that can be run ({error.Message})");
        }

        return $"[{string.Join(',', points.Distinct(StringComparer.Ordinal))}]";
    }

    private static SearchPoint? DefaultIn(SearchSpace space, string model)
    {
        try
        {
            return SearchSpaceText.ReadPoint(space, SearchSpaceText.PointText(SearchSpaces.Of(model), SearchSpaces.DefaultOf(model)));
        }
        catch (ServerlessTrainingException)
        {
            // It lies elsewhere: the search does without.
            return null;
        }
    }
}
