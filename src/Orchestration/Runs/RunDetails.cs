using System.Text.Json;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Runs;

/// <summary>Everything about a run that is not in its lists (<see cref="StoredRun.Details"/>): first what it takes to train it, then what came of it.</summary>
public sealed record RunDetails
{
    public required RunRecipe Recipe { get; init; }

    /// <summary>By ascending horizon; the last is the run's own. Filled in when the folds are trained.</summary>
    public required IReadOnlyList<RunModel> Models { get; init; }

    /// <summary>Null until the models are scored.</summary>
    public RunScore? Score { get; init; }

    /// <summary>Null until it is decided on.</summary>
    public RunVerdict? Verdict { get; init; }

    /// <summary>Null where the run was stored without any.</summary>
    public static RunDetails? Of(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Details?.Deserialize<RunDetails>(StorageJson.Options);
    }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, StorageJson.Options);
}
