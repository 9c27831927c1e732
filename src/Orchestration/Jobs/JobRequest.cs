using System.Text.Json;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The body of `POST /api/training/start`. What is left out (null) has the default of its mode; what a mode cannot do is refused, not ignored.</summary>
public sealed record JobRequest
{
    public const int MostApprovalHours = 8760;
    public const int UsualApprovalHours = 168;
    public const string UsualModel = "lightgbm";
    public const string UsualFeatureSystem = "poc16";
    public const string UsualEncoder = "time_delta";

    /// <summary>In any spelling: BTC/USDT is BTCUSDT.</summary>
    public required string Symbol { get; init; }

    public required string Timeframe { get; init; }

    /// <summary>Default sequential.</summary>
    public JobMode TrainingMode { get; init; } = JobMode.Sequential;

    /// <summary>Default lightgbm.</summary>
    public string Model { get; init; } = UsualModel;

    /// <summary>Default poc16.</summary>
    public string FeatureSystem { get; init; } = UsualFeatureSystem;

    /// <summary>Default time_delta.</summary>
    public string Encoder { get; init; } = UsualEncoder;

    /// <summary>Bars ahead, 1 to 1000. Default 1.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>The window of training, 1 to 3650 days: of the quick stage, where it is 180 at most and by default, and of a full stage without an expanding window, where
    /// <see cref="MinTrainDays"/> is the default.</summary>
    public int? Days { get; init; }

    /// <summary>Names and values as the model type knows them.</summary>
    public JsonElement? HyperParameters { get; init; }

    /// <summary>Of everything random, 0 to 2147483647. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Length of a test. By default 60 days in the quick stage, where that is the most, and 21 in the full one.</summary>
    public int? TestPeriodDays { get; init; }

    /// <summary>Of data before the first test of the full stage, 1 to 3650 days. Default 120; not for quick.</summary>
    public int? MinTrainDays { get; init; }

    /// <summary>Whether each fold of the full stage trains on all that came before it. Default true there; the window of the quick stage is fixed, so true is refused for
    /// quick.</summary>
    public bool? UseExpandingWindow { get; init; }

    /// <summary>Whether a sequential job goes on to full training without asking, once the gate let it through. Default false.</summary>
    public bool AutoApprove { get; init; }

    /// <summary>How long a sequential job waits for a decision before it counts as rejected, 1 to 8760 hours. Default 168.</summary>
    public int? ApprovalHours { get; init; }
}
