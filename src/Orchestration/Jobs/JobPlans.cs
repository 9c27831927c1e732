using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>What each stage of a job trains on which folds. A fold that a grid trained already, with the same configuration on the same bars, is found and not trained
/// again.</summary>
internal static class JobPlans
{
    /// <summary>The window of the quick stage: six months of 30 days.</summary>
    public const int QuickDays = 180;
    private const int UsualMinTrainDays = 120;

    public static IReadOnlyList<JobStageKind> StagesOf(JobMode mode) => mode switch
    {
        JobMode.Quick => [JobStageKind.Quick],
        JobMode.Full => [JobStageKind.Full],
        _ => [JobStageKind.Quick, JobStageKind.Full],
    };

    public static TrainingConfiguration ConfigurationOf(JobRequest request, JobStageKind stage) => TrainingConfiguration.Of(
        request.Model,
        FeatureSystems.Parse(request.FeatureSystem),
        request.Encoder,
        indicatorTimeframes: null,
        Symbol.Parse(request.Symbol),
        Timeframe.Parse(request.Timeframe),
        WindowOf(request, stage) ?? GridLimits.MaxDays,
        request.Horizon,
        request.HyperParameters is { } options ? HyperParameters.Parse(options.GetRawText()) : HyperParameters.None);

    public static FoldOptions FoldsOf(JobRequest request, JobStageKind stage) => new()
    {
        Mode = stage == JobStageKind.Quick ? FoldMode.Quick : FoldMode.Full,
        Horizons = [.. new[] { GridLimits.MinHorizon, request.Horizon }.Distinct()],
        Days = WindowOf(request, stage),
        TestDays = request.TestPeriodDays,
        MinTrainDays = request.MinTrainDays ?? UsualMinTrainDays,
    };

    /// <summary>In days; null for all that came before.</summary>
    private static int? WindowOf(JobRequest request, JobStageKind stage)
    {
        if (stage == JobStageKind.Quick) return Math.Min(request.Days ?? QuickDays, QuickDays);
        return request.UseExpandingWindow == false ? request.Days ?? request.MinTrainDays ?? UsualMinTrainDays : null;
    }
}
