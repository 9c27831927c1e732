namespace ServerlessTraining.Search.Studies;

/// <summary>What a point lost when it was trained with a seed.</summary>
public sealed record SeedLoss(ulong Seed, double Loss);
