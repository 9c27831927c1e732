namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What came of a judgement.</summary>
/// <param name="Again">Whether folds, or their files, were gone and are to be trained again.</param>
/// <param name="End">Where the entry ends by it; null where its preset is published.</param>
public sealed record HeldOutJudged(bool Again, PresetEnd? End)
{
    public static HeldOutJudged Gone { get; } = new(true, null);

    public static HeldOutJudged Publish { get; } = new(false, null);
}
