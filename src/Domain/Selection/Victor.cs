using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Selection;

/// <summary>Who won a contest: enough to be read long after the winner itself was deleted.</summary>
public sealed record Victor(string RunId, string ModelId, string Strategy, MetricValue Score)
{
    internal static Victor Of(Incumbent incumbent) =>
        new(incumbent.Run.RunId, incumbent.Run.ModelId, incumbent.Candidate.Strategy, incumbent.Candidate.Score);
}
