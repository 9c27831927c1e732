using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Orchestration.Runs;

/// <summary>All that training and scoring a run again takes.</summary>
/// <param name="Configuration">Canonical JSON (<see cref="TrainingConfiguration.Parse"/>).</param>
/// <param name="DataFingerprint">Of the bars.</param>
/// <param name="FoldOptions">Canonical JSON of what the fold plan was made of.</param>
/// <param name="FoldPlanKey">Of the plan that came of it.</param>
/// <param name="Seed">Of everything random in it.</param>
/// <param name="CodeVersion">Of the program that planned it.</param>
public sealed record RunRecipe(string Configuration, string DataFingerprint, string FoldOptions, string FoldPlanKey, ulong Seed, string CodeVersion)
{
    /// <summary>How the models are scored and decided on.</summary>
    public required RunRules Rules { get; init; }
}
