namespace ServerlessTraining.Bench;

/// <summary>Figures that are taken together.</summary>
public interface IBenchGroup
{
    string Name { get; }

    Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken);
}
