namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>The columns of one group over one stretch of bars.</summary>
internal readonly ref struct FeatureColumns(Span<double> storage, int length)
{
    private readonly Span<double> storage = storage;

    public Span<double> this[int column] => storage.Slice(column * length, length);
}
