using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Makes the entries of a plan of a request, or says everything that is wrong with it.</summary>
internal sealed class PlanDrafter(MarketData markets, PresetService presets)
{
    /// <returns>In the order in which they are begun; those that are skipped stand among them.</returns>
    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public async Task<IReadOnlyList<PlannedEntry>> DraftAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        PlanChecker checker = new(request);
        if (!checker.CheckLists()) throw Wrong(checker.Faults);
        List<(PlanDraft Draft, PlannedEntry Entry)> known = [];
        Dictionary<PresetName, PlanDraft> names = [];
        IReadOnlyList<PlanDraft> drafts = PlanDraft.Expand(request);
        foreach (PlanDraft draft in drafts)
        {
            if (checker.SpecOf(draft) is not { } entry) continue;
            if (names.TryAdd(entry.Spec.Name, draft)) known.Add((draft, entry));
            else if (draft.Place is not null) checker.Refuse(draft.Field("features"), entry.Spec.Name.Text, "a preset that no entry before it makes");
        }

        Dictionary<(Symbol, Timeframe), BarSeries> bars = await BarsAsync(checker, drafts, cancellationToken);
        foreach ((PlanDraft draft, PlannedEntry entry) in known) CheckFolds(checker, draft, entry.Spec, bars);
        List<PlannedEntry> all = [];
        foreach ((PlanDraft draft, PlannedEntry entry) in known.OrderBy(one => one.Entry.Priority)) all.Add(await LookAsync(checker, request, draft, entry, cancellationToken));
        IReadOnlyList<PlannedEntry> kept = Cut(all, request.MaxConfigs);
        if (kept.Count > PresetPlanStore.MostEntries)
        {
            checker.Refuse("max_configs", $"{request.MaxConfigs ?? kept.Count}", $"at most {PresetPlanStore.MostEntries}, as many as a plan may have,");
        }

        return checker.Faults.Count == 0 ? kept : throw Wrong(checker.Faults);
    }

    /// <summary>What is skipped costs nothing, so only what is made counts.</summary>
    internal static IReadOnlyList<PlannedEntry> Cut(IReadOnlyList<PlannedEntry> all, int? most)
    {
        if (most is not { } limit) return all;
        int made = 0;
        return [.. all.TakeWhile(entry => entry.Skip is not null || ++made <= limit)];
    }

    private static RequestException Wrong(IReadOnlyList<FieldFault> faults) =>
        new(StatusCodes.Status400BadRequest, $"The presets cannot be generated:\n- {string.Join("\n- ", faults)}", faults);

    /// <summary>Whether there are enough bars for the folds of the search and for the held-out report.</summary>
    private static void CheckFolds(PlanChecker checker, PlanDraft draft, PresetSpec spec, Dictionary<(Symbol, Timeframe), BarSeries> known)
    {
        if (!known.TryGetValue((Symbol.Parse(spec.Symbol), Timeframe.Parse(spec.Timeframe)), out BarSeries? bars)) return;
        try
        {
            FoldPlanner.Plan(bars, spec.SearchFolds());
            FoldPlanner.Plan(bars, HeldOutFold.OptionsOf(bars, spec));
        }
        catch (ServerlessTrainingException error)
        {
            checker.Refuse(draft.Field("symbol"), $"{bars.Symbol} {bars.Timeframe}", $"a market with enough bars ({error.Message})");
        }
    }

    /// <summary>Of every market that is named, whatever else is wrong where it is.</summary>
    private async Task<Dictionary<(Symbol Symbol, Timeframe Timeframe), BarSeries>> BarsAsync(
        PlanChecker checker, IReadOnlyList<PlanDraft> drafts, CancellationToken cancellationToken)
    {
        Dictionary<(Symbol Symbol, Timeframe Timeframe), BarSeries> bars = [];
        foreach (PlanDraft draft in drafts)
        {
            if (!Symbol.TryParse(draft.Item.Symbol, out Symbol symbol) || !Timeframe.TryParse(draft.Item.Timeframe, out Timeframe timeframe)) continue;
            if (bars.ContainsKey((symbol, timeframe))) continue;
            if (await markets.FindAsync(symbol, timeframe, cancellationToken) is { } found) bars[(symbol, timeframe)] = found.Bars;
            else checker.Refuse(draft.Field("symbol"), $"{symbol} {timeframe}", $"a market with bars (./st data import {symbol} {timeframe} FILE)");
        }

        return bars;
    }

    private async Task<PlannedEntry> LookAsync(PlanChecker checker, GenerateRequest request, PlanDraft draft, PlannedEntry entry, CancellationToken cancellationToken)
    {
        if (await presets.FindAsync(entry.Spec.Name, null, cancellationToken) is not { Stored: var stored }) return entry;
        if (stored.IsDeleted)
        {
            checker.Refuse(draft.Field("features"), stored.Name, $"a preset that is not deleted (./st presets restore {stored.Name})");
            return entry;
        }

        bool isWanted = (draft.Item.Force ?? request.Force) || entry.Spec.Publish == PublishRule.WhenBetter;
        if (isWanted) return entry;
        return entry with { Skip = string.Create(CultureInfo.InvariantCulture, $"it exists as version {stored.Version} of {stored.At:yyyy-MM-dd}; force makes it again") };
    }
}
