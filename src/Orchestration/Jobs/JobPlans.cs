using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
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

    /// <summary>What a feature system does not read is put to the value that grids put it to.</summary>
    public static TrainingConfiguration ConfigurationOf(JobRequest request, JobStageKind stage)
    {
        FeatureSystem system = FeatureSystems.Parse(request.FeatureSystem);
        Timeframe timeframe = Timeframe.Parse(request.Timeframe);
        return new TrainingConfiguration(
            request.Model,
            system.ReadsEncoder ? request.Encoder : FeatureEncoders.Absolute.Name,
            system.Name,
            system.ReadsIndicatorTimeframes ? FeatureOptions.Default.TimeframesFor(timeframe) : [],
            Symbol.Parse(request.Symbol),
            timeframe,
            WindowOf(request, stage) ?? GridLimits.MaxDays,
            request.Horizon,
            request.HyperParameters is { } options ? HyperParameters.Parse(options.GetRawText()) : HyperParameters.None);
    }

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
