namespace ServerlessTraining.Storage.Runs;

/// <summary>Says that a configuration was trained, and on what. Only where all five parts are equal would training it again give the same.</summary>
public sealed record TrainedConfiguration(string ConfigurationHash, string DataFingerprint, string FoldPlanKey, string CodeVersion, ulong Seed, string RunId, DateTimeOffset At);
