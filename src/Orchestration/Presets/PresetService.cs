using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Presets with their contents: every save is a version, nothing is ever lost.</summary>
public sealed class PresetService(PresetStore store, CostBook costs, TimeProvider clock)
{
    /// <summary>That are compared at once.</summary>
    public const int MostCompared = 8;

    /// <summary>Makes the next version.</summary>
    /// <param name="saveId">Makes the save one: the same id again gives what the first save gave, so that a step that runs twice saves once.</param>
    /// <exception cref="ServerlessTrainingException">The content breaks a rule or does not fit the name.</exception>
    /// <exception cref="PresetRefusedException">The name is deleted, or the description says nothing.</exception>
    public Task<StoredPreset> SaveAsync(PresetName name, PresetContent content, string description, string saveId, CancellationToken cancellationToken) =>
        SaveAsync(name, content, description, use: null, saveId, cancellationToken);

    /// <summary>As above, of a search.</summary>
    /// <param name="use">What the search used; null where that is not known.</param>
    public async Task<StoredPreset> SaveAsync(
        PresetName name, PresetContent content, string description, TrainingUse? use, string saveId, CancellationToken cancellationToken) =>
        await store.SaveAsync(PresetDraft.Of(name, content, description) with { Use = use }, clock.GetUtcNow(), saveId, cancellationToken);

    /// <summary>Of a deleted name too. Null where there is no such preset or version.</summary>
    /// <param name="version">Null for the current one.</param>
    public async Task<(StoredPreset Stored, PresetContent Content)?> FindAsync(PresetName name, int? version, CancellationToken cancellationToken)
    {
        StoredPreset? stored = version is { } number ? await store.FindAsync(name, number, cancellationToken) : await store.FindAsync(name, cancellationToken);
        return stored is null ? null : (stored, PresetContentText.Read(stored.Content.GetRawText(), $"Version {stored.Version} of preset {name}"));
    }

    /// <summary>With what it cost, at the prices of now.</summary>
    public PresetView ViewOf(StoredPreset preset) => PresetView.Of(preset, costs);

    /// <summary>As <see cref="FindAsync"/>.</summary>
    /// <exception cref="RequestException">404.</exception>
    public async Task<(StoredPreset Stored, PresetContent Content)> GetAsync(PresetName name, int? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (await FindAsync(name, version, cancellationToken) is { } found) return found;
        int latest = version is null ? 0 : (await store.HistoryAsync(name, cancellationToken)).Latest;
        throw latest > 0
            ? new RequestException(StatusCodes.Status404NotFound, $"Preset {name} has no version {version}; it has the versions 1 to {latest}.")
            : NotThere(name);
    }

    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<PresetListItem>> PageAsync(PresetFilter filter, int limit, string? continuation, CancellationToken cancellationToken) =>
        (await Paging.ReadAsync(continuation, token => store.PageAsync(filter, limit, token, cancellationToken))).Select(PresetListItem.Of);

    /// <summary>Hides the name; nothing is lost.</summary>
    /// <exception cref="RequestException">404: it was never saved.</exception>
    /// <exception cref="PresetRefusedException">It is deleted already.</exception>
    public async Task<PresetView> DeleteAsync(PresetName name, string description, string saveId, CancellationToken cancellationToken)
    {
        await RequireAsync(name, cancellationToken);
        return ViewOf(await store.DeleteAsync(name, description, clock.GetUtcNow(), saveId, cancellationToken)) with { Deleted = true };
    }

    /// <summary>Shows a deleted name again as it was.</summary>
    /// <exception cref="RequestException">404: it was never saved.</exception>
    /// <exception cref="PresetRefusedException">It is not deleted.</exception>
    public async Task<PresetView> RestoreAsync(PresetName name, string description, string saveId, CancellationToken cancellationToken)
    {
        await RequireAsync(name, cancellationToken);
        return ViewOf(await store.RestoreAsync(name, description, clock.GetUtcNow(), saveId, cancellationToken)) with { Deleted = false };
    }

    /// <summary>Every line, the oldest first.</summary>
    /// <exception cref="RequestException">404.</exception>
    public async Task<PresetHistoryView> HistoryAsync(PresetName name, CancellationToken cancellationToken)
    {
        PresetVersions versions = await RequireAsync(name, cancellationToken);
        return new PresetHistoryView(name.Text, versions.Latest, versions.IsDeleted, versions.Events);
    }

    /// <summary>What changed from one version to another.</summary>
    /// <exception cref="RequestException">404.</exception>
    public async Task<PresetDiffView> DiffAsync(PresetName name, int from, int to, CancellationToken cancellationToken)
    {
        (StoredPreset before, _) = await GetAsync(name, from, cancellationToken);
        (StoredPreset after, _) = await GetAsync(name, to, cancellationToken);
        return new PresetDiffView(name.Text, from, to, [.. PresetDiff.Between(before.Content, after.Content).Select(PresetDiffLine.Of)]);
    }

    /// <summary>The current versions side by side.</summary>
    /// <exception cref="RequestException">404, or not 2 to 8 different names.</exception>
    public async Task<PresetSideBySide> CompareAsync(IReadOnlyList<PresetName> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count is < 2 or > MostCompared || names.Distinct().Count() < names.Count)
        {
            throw new RequestException(new FieldFault("names", FieldFault.Show(string.Join(',', names)), $"2 to {MostCompared} different names with ',' between"));
        }

        List<StoredPreset> presets = [];
        foreach (PresetName name in names) presets.Add((await GetAsync(name, null, cancellationToken)).Stored);
        return PresetSideBySide.Of(presets);
    }

    /// <summary>The file that trainings start from.</summary>
    /// <exception cref="RequestException">404.</exception>
    public async Task<PresetConfig> ConfigAsync(PresetName name, int? version, CancellationToken cancellationToken)
    {
        (StoredPreset stored, PresetContent content) = await GetAsync(name, version, cancellationToken);
        PresetConfig config = PresetConfig.Of(name, stored.Version, content);
        foreach (PresetMember member in content.Members ?? [])
        {
            PresetName other = PresetName.Parse(member.Name);
            config = config.With(PresetConfig.Of(other, member.Version, (await GetAsync(other, member.Version, cancellationToken)).Content));
        }

        return config;
    }

    /// <summary>How versions of it did later, the newest first.</summary>
    /// <exception cref="RequestException">404, or the continuation is of another list.</exception>
    public async Task<StoredPage<PresetPerformance>> PerformanceAsync(PresetName name, int limit, string? continuation, CancellationToken cancellationToken)
    {
        await RequireAsync(name, cancellationToken);
        return await Paging.ReadAsync(continuation, token => store.PerformanceAsync(name, limit, token, cancellationToken));
    }

    /// <summary>Logs how a version did.</summary>
    /// <param name="id">Makes the entry one.</param>
    /// <exception cref="RequestException">404.</exception>
    public async Task<PresetPerformance> LogPerformanceAsync(PresetName name, int version, string id, DateTimeOffset? at, JsonElement metrics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        await GetAsync(name, version, cancellationToken);
        PresetPerformance entry = new(id, name.Text, version, at ?? clock.GetUtcNow(), metrics);
        await store.LogPerformanceAsync(entry, cancellationToken);
        return entry;
    }

    private static RequestException NotThere(PresetName name) => new(
        StatusCodes.Status404NotFound,
        $"There is no preset {name}. GET /api/presets (st presets list) lists those that there are, with deleted=true (--deleted) the deleted ones.");

    private async Task<PresetVersions> RequireAsync(PresetName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        PresetVersions versions = await store.HistoryAsync(name, cancellationToken);
        return versions.Latest > 0 ? versions : throw NotThere(name);
    }
}
