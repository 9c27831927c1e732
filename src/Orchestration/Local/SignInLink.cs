namespace ServerlessTraining.Orchestration.Local;

/// <summary>What the local host answers who has the key and wants a browser signed in.</summary>
/// <param name="Url">To be opened once.</param>
/// <param name="Minutes">How long it may wait for that.</param>
public sealed record SignInLink(string Url, int Minutes);
