namespace ServerlessTraining.Storage.Folds;

/// <summary>A queue that a fold was put on, and that nobody took it from.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Since">When it was first put there; further messages do not change it.</param>
public sealed record FoldWait(string Queue, DateTimeOffset Since);
