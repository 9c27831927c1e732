namespace ServerlessTraining.Storage.Predictions;

/// <summary>The predictions of one fold in a list.</summary>
public sealed record StoredPredictions(string RunId, long Bytes, DateTimeOffset Modified);
