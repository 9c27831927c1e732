using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.History;

/// <summary>A run in a list of the API.</summary>
/// <param name="Kept">Null until it is decided.</param>
/// <param name="Regimes">That its model holds.</param>
public sealed record RunListItem(
    string Id, DateTimeOffset Created, string Symbol, string Timeframe, string ModelType, string Status, bool? Kept, IReadOnlyList<string> Regimes, IReadOnlyList<string> Tags,
    string? QueueId)
{
    private const string NotNoted = "it was scored before what runs use was noted in their list; GET /api/runs/{id} reckons it from the folds";

    /// <summary>What its trainings took; null until it is scored.</summary>
    public CostView? Cost { get; init; }

    public static RunListItem Of(RunSummary run, CostBook costs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(costs);
        return new RunListItem(
            run.Id, run.Created, run.Symbol.Name, run.Timeframe.Name, run.ModelType, run.Status.ToString().ToLowerInvariant(), run.Kept, run.Regimes, run.Tags, run.QueueId)
        {
            Cost = run.Use is { } use ? costs.ViewOf(use) : run.Status == RunStatus.Completed ? costs.Unknown(NotNoted) : null,
        };
    }
}
