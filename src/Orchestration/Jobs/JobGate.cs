using ServerlessTraining.Domain.Gates;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Judges the quick stage of a job by the gate that the job stored.</summary>
internal static class JobGate
{
    /// <summary>Any fold that failed counts, also one that is not in the average.</summary>
    public static GateResult Evaluate(GateCriteria criteria, JobStage stage)
    {
        JobStageView view = JobStageView.Of(stage, [.. stage.Folds.Select(JobFoldView.Of)]);
        JobFigures average = view.Average ?? JobFigures.None("no fold of the average was trained");
        return criteria.Evaluate(new GateEvidence(average.ByName(), view.Folds, view.Failed));
    }

    public static JobDetails Judge(JobDetails details)
    {
        GateResult result = Evaluate(details.Criteria(), details.Quick!);
        return details with
        {
            Checks = [.. result.Checks.Select(check => new JobGateLine(check.Name, check.Value, check.Bound, check.Passed, check.MissedBy, check.Text))],
            Passed = result.Passed,
        };
    }

    /// <summary>Every criterion that failed and by how much, then the folds that failed.</summary>
    public static string WhyRefused(JobDetails details)
    {
        IEnumerable<string> missed = details.Checks!.Where(check => !check.Passed).Select(check => check.Text);
        return string.Join("; ", Failures(details.Quick) is { } failures ? missed.Append(failures) : missed);
    }

    /// <summary>The folds that failed, by number and reason, those that failed alike once; null where none did.</summary>
    public static string? Failures(JobStage? stage)
    {
        IEnumerable<IGrouping<string, JobFold>> alike = (stage?.Folds ?? []).Where(fold => fold.Failure is not null).GroupBy(fold => fold.Failure!);
        string[] failed = [.. alike.Select(folds => $"{(folds.Count() == 1 ? "fold" : "folds")} {string.Join(", ", folds.Select(fold => fold.Number))} failed: {folds.Key.TrimEnd('.')}")];
        return failed.Length == 0 ? null : string.Join("; ", failed);
    }
}
