namespace ServerlessTraining.Orchestration.Http;

/// <summary>What a parameter of a query is, in the words of JSON Schema.</summary>
/// <param name="Name">string, boolean, integer or number.</param>
/// <param name="Least">Null for no bound.</param>
/// <param name="Most">Null for no bound.</param>
/// <param name="Words">The only ones that are allowed; null for any.</param>
public sealed record QueryType(string Name, double? Least = null, double? Most = null, IReadOnlyList<string>? Words = null)
{
    public static QueryType Text { get; } = new("string");

    public static QueryType Flag { get; } = new("boolean");

    public static QueryType Whole(int least, int most) => new("integer", least, most);

    public static QueryType Number(double least, double most) => new("number", least > double.MinValue ? least : null, most < double.MaxValue ? most : null);

    public static QueryType OneOf(IReadOnlyList<string> words) => new("string", Words: words);
}
