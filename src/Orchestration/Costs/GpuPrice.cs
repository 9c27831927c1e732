namespace ServerlessTraining.Orchestration.Costs;

/// <summary>A profile with a GPU.</summary>
/// <param name="Second">Of the GPU alone; null where it is not set.</param>
/// <param name="Size">Paid for besides.</param>
public sealed record GpuPrice(double? Second, TrainerSize Size);
