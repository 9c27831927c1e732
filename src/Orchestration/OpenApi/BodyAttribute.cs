namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>The body that an HTTP function needs; several where it takes one or the other.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BodyAttribute : Attribute
{
    /// <summary>JSON that fits a type.</summary>
    public BodyAttribute(Type type)
    {
        Type = type;
        ContentType = "application/json";
    }

    /// <summary>A file, or a document that a guide describes.</summary>
    /// <param name="contentType">A media type.</param>
    /// <param name="content">What it is and where that is told.</param>
    public BodyAttribute(string contentType, string content)
    {
        ContentType = contentType;
        Content = content;
    }

    /// <summary>Null where no type of ours has its fields.</summary>
    public Type? Type { get; }

    public string ContentType { get; }

    /// <summary>Null where the type says it.</summary>
    public string? Content { get; }
}
