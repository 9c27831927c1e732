namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>A blob that belongs to a run, or did.</summary>
/// <param name="Horizon">Of the model; null for what is of the whole run.</param>
/// <param name="Fold">In the plan; null for what is of the whole run.</param>
/// <param name="Kind">model, manifest, checksums, predictions or backtests.</param>
/// <param name="Path">Container and blob; of a model that is gone, its folder.</param>
/// <param name="Bytes">That lie there; 0 where it is gone.</param>
/// <param name="Sha256">Of the content before compression, as it was recorded when it was written; of a model that is gone, the hash of the model. Null where none was
/// recorded.</param>
/// <param name="Exists">Whether it is there.</param>
public sealed record RunArtifact(int? Horizon, int? Fold, string Kind, string Path, long Bytes, string? Sha256, bool Exists)
{
    public const string Model = "model";
    public const string Manifest = "manifest";
    public const string Checksums = "checksums";
    public const string Predictions = "predictions";
    public const string Backtests = "backtests";
}
