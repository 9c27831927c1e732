using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Starts comparisons of presets and shows them.</summary>
public sealed class PresetComparisonService(PresetComparisonStore store, PresetService presets, MarketData markets, TimeProvider clock)
{
    private const int MostDays = 3650;

    /// <exception cref="RequestException">The two cannot be compared; all that is wrong is told.</exception>
    public async Task<ComparisonStarted> StartAsync(DurableTaskClient client, ComparisonBody body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(body);
        ComparisonSides sides = await CheckAsync(body, cancellationToken);
        PresetComparison comparison = new(TimeSortableId.Next(clock), PresetComparisonStatus.Pending, clock.GetUtcNow(), sides.Request.ToJson());
        await store.InsertAsync(comparison, cancellationToken);
        StartOrchestrationOptions instance = new(PresetComparisonRun.InstanceOf(comparison.Id));
        await client.ScheduleNewOrchestrationInstanceAsync(PresetComparisonOrchestrator.Name, new PresetComparisonRun(comparison.Id), instance, cancellationToken);
        return new ComparisonStarted(comparison.Id, $"/api/presets/ab/{comparison.Id}", comparison.Status);
    }

    /// <summary>The newest first.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<ComparisonListItem>> PageAsync(ComparisonQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredPage<string> page = await Paging.ReadAsync(query.Continuation, from => store.IdsAsync(query.Limit, from, cancellationToken));
        IReadOnlyList<PresetComparison?> found = await FewAtATime.ReadAsync(page.Items, store.FindAsync, cancellationToken);
        return new StoredPage<ComparisonListItem>([.. found.OfType<PresetComparison>().Select(ComparisonListItem.Of)], page.Continuation);
    }

    /// <exception cref="RequestException">There is none.</exception>
    public async Task<PresetComparisonView> ReadAsync(string id, CancellationToken cancellationToken) => await store.FindAsync(id, cancellationToken) is { } stored
        ? PresetComparisonView.Of(stored)
        : throw new RequestException(StatusCodes.Status404NotFound, $"There is no comparison '{FieldFault.Show(id)}'. GET /api/presets/ab (st presets comparisons list) lists those that there are.");

    private static PresetName? Parse(string field, string? text, List<FieldFault> faults)
    {
        try
        {
            return PresetName.Parse(text ?? "");
        }
        catch (ServerlessTrainingException wrong)
        {
            faults.Add(new FieldFault(field, text is null ? null : FieldFault.Show(text), $"the name of a preset ({wrong.Message.TrimEnd('.')})"));
            return null;
        }
    }

    private async Task<ComparisonSides> CheckAsync(ComparisonBody body, CancellationToken cancellationToken)
    {
        List<FieldFault> faults = [];
        PresetName? nameA = Parse("a", body.A, faults);
        PresetName? nameB = Parse("b", body.B, faults);
        if (body.Versions is { Count: not 2 }) faults.Add(new FieldFault("versions", $"a list of {body.Versions.Count}", "two versions, of a and of b, each a number or null,"));
        if (body.Days is < 1 or > MostDays) faults.Add(new FieldFault("days", $"{body.Days}", $"1 to {MostDays} days"));
        if (faults.Count > 0) throw new RequestException(faults);
        (StoredPreset storedA, PresetContent a) = await FindAsync(nameA!, body.Versions?[0], cancellationToken);
        (StoredPreset storedB, PresetContent b) = await FindAsync(nameB!, body.Versions?[1], cancellationToken);
        ComparisonRequest request = new(nameA!.Text, storedA.Version, nameB!.Text, storedB.Version, body.Days);
        ComparisonSides sides = new(request, (nameA, a), (nameB, b));
        if (WhyNot(sides) is { } why) throw new RequestException(StatusCodes.Status400BadRequest, why);
        await CheckBarsAsync(sides, cancellationToken);
        return sides;
    }

    private async Task CheckBarsAsync(ComparisonSides sides, CancellationToken cancellationToken)
    {
        try
        {
            MarketBars market = await markets.ReadAsync(sides.A.Name.Symbol, sides.A.Name.Timeframe, cancellationToken);
            ComparisonWindows.Of(market.Bars, sides.A, sides.B, sides.Request.Days);
        }
        catch (ServerlessTrainingException error)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, error.Message, error);
        }
    }

    private async Task<(StoredPreset Stored, PresetContent Content)> FindAsync(PresetName name, int? version, CancellationToken cancellationToken) =>
        await presets.FindAsync(name, version, cancellationToken)
        ?? throw new RequestException(
            StatusCodes.Status404NotFound,
            $"There is no {(version is { } number ? $"version {number} of " : "")}preset {name}. "
            + $"GET /api/presets?symbol={name.Symbol} (st presets list) lists those that there are.");

    private static string? WhyNot(ComparisonSides sides)
    {
        ((PresetName nameA, PresetContent a), (PresetName nameB, PresetContent b)) = (sides.A, sides.B);
        if (nameA.Symbol != nameB.Symbol || nameA.Timeframe != nameB.Timeframe)
        {
            return $"{nameA} and {nameB} are of two markets; presets are compared on the same bars.";
        }

        if (sides.Request is { A: var one, B: var other } request && one == other && request.VersionA == request.VersionB)
        {
            return $"Version {request.VersionA} of {nameA} would be compared with itself; name another preset, or two versions.";
        }

        if (a.IsEnsemble || b.IsEnsemble) return $"{(a.IsEnsemble ? nameA : nameB)} is an ensemble, which is not trained as one; compare its members.";
        if (sides.Horizons.Count == 0) return $"{nameA} and {nameB} have no horizon in common; a forecast of one bar is not compared with one of another.";
        return a.Training.EntryDelay == b.Training.EntryDelay
            ? null
            : $"{nameA} enters {a.Training.EntryDelay} bars after a decision and {nameB} {b.Training.EntryDelay}: their labels are of other trades and cannot be paired.";
    }
}
