using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Scoring;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.History.Detail;

/// <summary>A run that was trained, scored and completed, and copies of it that something has happened to.</summary>
public sealed class ScoredRuns : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();

    /// <summary>To be read only.</summary>
    internal ScorerScene Scene { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        Scene = await ScorerScene.CreateAsync(azurite, "CLOSEUSDT");
        Assert.True((await Scene.ScoreAsync()).IsScored);
        await Scene.Runs.ChangeAsync(Scene.RunId, run => run with { Status = RunStatus.Completed }, CancellationToken.None);
    }

    /// <summary>Another run with the same row but for its details.</summary>
    internal async Task CopyAsync(string id, Func<RunDetails, RunDetails> change)
    {
        RunDetails details = change(await Scene.DetailsAsync());
        Assert.True(await Scene.Runs.InsertAsync(await Scene.RunAsync() with { Id = id, Details = details.ToJson() }, CancellationToken.None));
    }

    /// <summary>The same with other folds at the run's own horizon.</summary>
    internal Task CopyAsync(string id, Func<RunFold, RunFold> change, RunVerdict? verdict = null) => CopyAsync(
        id,
        details => details with
        {
            Models = [.. details.Models.SkipLast(1), details.Models[^1] with { Folds = [.. details.Models[^1].Folds.Select(change)] }],
            Verdict = verdict ?? details.Verdict,
        });

    /// <summary>Of a run whose model was deleted.</summary>
    internal static RunVerdict Deleted { get; } =
        new("CLOSEUSDT_4h", "Model deleted (beaten)", []) { FilesDeleted = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero) };

    public async ValueTask DisposeAsync()
    {
        await Scene.DisposeAsync();
        await azurite.DisposeAsync();
    }
}
