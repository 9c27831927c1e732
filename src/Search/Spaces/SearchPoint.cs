namespace ServerlessTraining.Search.Spaces;

/// <summary>A value for each parameter of a space, in its order; NaN where the parameter is not chosen. Two points are equal when all values are.</summary>
public sealed class SearchPoint : IEquatable<SearchPoint>
{
    private readonly double[] values;

    public SearchPoint(params ReadOnlySpan<double> values) => this.values = values.ToArray();

    public int Count => values.Length;

    public ReadOnlySpan<double> Values => values;

    public double this[int parameter] => values[parameter];

    public bool IsActive(int parameter) => !double.IsNaN(values[parameter]);

    /// <summary>NaN equals NaN: a parameter that is chosen in neither.</summary>
    public bool Equals(SearchPoint? other) => other is not null && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as SearchPoint);

    public override int GetHashCode()
    {
        HashCode code = default;
        foreach (double value in values) code.Add(value);
        return code.ToHashCode();
    }
}
