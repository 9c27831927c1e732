namespace ServerlessTraining.LocalEngine.Instances;

/// <summary>What an earlier owner left: unfinished instances, and their activities that have no result.</summary>
internal sealed record Recovered(IReadOnlyList<Instance> Instances, IReadOnlyList<ActivityTask> Activities);
