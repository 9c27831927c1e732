namespace ServerlessTraining.Orchestration.Http;

/// <summary>A parameter that a reader of queries knows.</summary>
/// <param name="Name">As the caller writes it.</param>
/// <param name="Type">Of its value.</param>
/// <param name="Allowed">In the words of the refusals.</param>
/// <param name="IsRequired">Whether a query without it is refused.</param>
public sealed record QueryParameter(string Name, QueryType Type, string Allowed, bool IsRequired = false);
