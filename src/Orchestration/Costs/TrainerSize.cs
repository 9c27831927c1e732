namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What is paid for while one fold is trained.</summary>
/// <param name="Vcpus">0.25 to 128.</param>
/// <param name="MemoryGib">0.5 to 2048 GiB.</param>
public sealed record TrainerSize(double Vcpus, double MemoryGib);
