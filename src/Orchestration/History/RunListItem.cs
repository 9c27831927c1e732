using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.History;

/// <summary>A run in a list of the API.</summary>
/// <param name="Kept">Null until it is decided.</param>
/// <param name="Regimes">That its model holds.</param>
public sealed record RunListItem(
    string Id, DateTimeOffset Created, string Symbol, string Timeframe, string ModelType, string Status, bool? Kept, IReadOnlyList<string> Regimes, IReadOnlyList<string> Tags,
    string? QueueId)
{
    public static RunListItem Of(RunSummary run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunListItem(
            run.Id, run.Created, run.Symbol.Name, run.Timeframe.Name, run.ModelType, run.Status.ToString().ToLowerInvariant(), run.Kept, run.Regimes, run.Tags, run.QueueId);
    }
}
