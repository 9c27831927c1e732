namespace ServerlessTraining.Storage.TrainedModels;

/// <summary>A model in a list.</summary>
/// <param name="IsWhole">Whether its manifest is there.</param>
/// <param name="Modified">Of its newest file.</param>
/// <param name="IsPacked">Whether <see cref="ModelStore.PackAsync"/> has nothing left to do.</param>
public sealed record StoredModel(string RunId, int Fold, int Files, long Bytes, bool IsWhole, DateTimeOffset Modified, bool IsPacked);
