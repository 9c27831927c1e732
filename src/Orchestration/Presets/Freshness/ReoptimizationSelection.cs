using System.Text.Json;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Which stale presets are searched again, and what is asked for. Nothing but arithmetic.</summary>
internal static class ReoptimizationSelection
{
    /// <summary>Points that the last phase trains with several seeds.</summary>
    private const int Finalists = 3;

    /// <summary>Trials of a search that goes through so many phases.</summary>
    public static int TrialsOf(bool isQuick, int phases)
    {
        PhaseTrials trials = isQuick ? PhaseTrials.Quick : PhaseTrials.Full;
        int[] ofPhases = [trials.Broad, trials.Focused, trials.Local, trials.Seeds * Finalists];
        return ofPhases.Take(phases).Sum();
    }

    /// <summary>The stalest first, as long as the budget lasts; one that does not fit any more gives way to a cheaper one behind it.</summary>
    /// <param name="occupied">Presets that are not to be searched again now, each with the reason.</param>
    public static IReadOnlyList<ReoptimizationEntry> Choose(
        IEnumerable<ReoptimizationCandidate> candidates, IReadOnlyDictionary<string, string> occupied, int budget, bool isQuick)
    {
        int left = budget;
        List<ReoptimizationEntry> entries = [];
        IEnumerable<ReoptimizationCandidate> stale = candidates.Where(one => !one.View.Fresh)
            .OrderByDescending(one => one.View.Staleness).ThenBy(one => one.View.Name, StringComparer.Ordinal);
        foreach ((PresetFreshnessView view, PresetContent content) in stale)
        {
            int trials = TrialsOf(isQuick, PhasesOf(content));
            string? whyNot = content.IsEnsemble ? "it is an ensemble; its members are searched again"
                : occupied.TryGetValue(view.Name, out string? why) ? why
                : trials > left ? $"{left} of {budget} trials are left, and its search takes {trials}"
                : entries.Count(entry => entry.Chosen) == PresetPlanStore.MostEntries ? $"a plan has at most {PresetPlanStore.MostEntries} entries"
                : null;
            if (whyNot is null) left -= trials;
            entries.Add(new ReoptimizationEntry(view.Name, view.Version, view.Staleness, view.Reasons, whyNot is null, trials, view.Why, whyNot));
        }

        return entries;
    }

    /// <summary>The plan of those that were chosen: each as it was, on the newest data, and published only where it beats the version that stands.</summary>
    public static GenerateRequest RequestOf(IReadOnlyList<ReoptimizationCandidate> chosen, bool isQuick) => new()
    {
        Quick = isQuick,
        Force = true,
        Publish = PublishRule.WhenBetter,
        Description = "Searched again because it was stale.",
        Plan = [.. chosen.Select((one, i) => ItemOf(PresetName.Parse(one.View.Name), one.Content, i + 1))],
    };

    private static int PhasesOf(PresetContent content) => content.Search?.Phase ?? GenerateRequest.MostPhases;

    private static PlanItem ItemOf(PresetName name, PresetContent content, int priority) => new()
    {
        Symbol = name.Symbol.Name,
        Timeframe = name.Timeframe.Name,
        Features = name.FeatureSystem,
        Horizons = name.Horizons,
        Priority = priority,
        Model = content.Model.Type,
        Encoder = content.Features.Encoder,
        Days = content.Training.Days,
        Folds = content.Training.FoldMode,
        Space = JsonOf(content.Search?.Space),
        // What was best is tried first again.
        First = content.Search is null ? null : [JsonOf(content.HyperParameters)!.Value],
        Phases = PhasesOf(content),
        Seed = (int)Math.Min(content.Search?.Seed ?? content.Training.Seed, int.MaxValue),
        Objective = content.Search?.Objective,
        Publish = PublishRule.WhenBetter,
        Force = true,
    };

    private static JsonElement? JsonOf(string? json)
    {
        if (json is null) return null;
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
