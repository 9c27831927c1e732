namespace ServerlessTraining.Domain.Selection;

/// <summary>All that training the same bytes again takes: what stays of a model when its files are deleted.</summary>
/// <param name="Configuration">The canonical JSON of the configuration.</param>
/// <param name="DataFingerprint">Of the bars the model was trained on.</param>
/// <param name="ExpectedHash">SHA-256 that the model's files must have again.</param>
public sealed record ModelRecipe(
    string Configuration, string DataFingerprint, string FoldPlanKey, string CodeVersion, ulong Seed, string ExpectedHash);
