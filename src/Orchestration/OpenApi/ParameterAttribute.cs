namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>A parameter that an HTTP function reads beside, or without, a reader of queries.</summary>
/// <param name="name">As the caller writes it.</param>
/// <param name="allowed">What it may be, for people.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ParameterAttribute(string name, string allowed) : Attribute
{
    public string Name => name;

    public string Allowed => allowed;

    /// <summary>The only ones that are allowed; empty for any.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Whether it is a whole number; else it is a text.</summary>
    public bool IsWhole { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Whether it is a header, not part of the query.</summary>
    public bool IsHeader { get; init; }
}
