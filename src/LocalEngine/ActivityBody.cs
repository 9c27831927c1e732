namespace ServerlessTraining.LocalEngine;

/// <summary>Runs an activity. It may be called again for the same call when a process ended in the middle.</summary>
/// <returns>The result, not yet serialised.</returns>
public delegate Task<object?> ActivityBody(ActivityCall call, CancellationToken cancellation);
