namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>The reader of an HTTP function's query. The parameters are those that it asks for.</summary>
/// <param name="reader">A class of ours.</param>
/// <param name="method">Static and public, with an IQueryCollection alone.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryAttribute(Type reader, string method = "Of") : Attribute
{
    public Type Reader => reader;

    public string Method => method;
}
