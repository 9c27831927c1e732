namespace ServerlessTraining.Trainer.Networks;

/// <summary>What came of asking for a GPU. Exactly one of the two is null.</summary>
/// <param name="Name">Of a GPU that computes.</param>
/// <param name="Problem">Why none does: a clause without a full stop.</param>
public sealed record GpuProbe(string? Name, string? Problem)
{
    public static GpuProbe Of(string name) => new(name, Problem: null);

    public static GpuProbe None(string problem) => new(Name: null, problem);
}
