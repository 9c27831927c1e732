using Microsoft.AspNetCore.Http;

namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>What an HTTP function answers when all is well; several where it has several answers. Failures are problem documents and need no mention.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswerAttribute : Attribute
{
    /// <summary>JSON of a type.</summary>
    public AnswerAttribute(Type type, int status = StatusCodes.Status200OK)
    {
        Type = type;
        Status = status;
        ContentType = "application/json";
    }

    /// <summary>A file or text, whose content no schema tells.</summary>
    public AnswerAttribute(string contentType, int status = StatusCodes.Status200OK)
    {
        ContentType = contentType;
        Status = status;
    }

    /// <summary>Nothing but a status.</summary>
    public AnswerAttribute(int status) => Status = status;

    /// <summary>Null where it is no JSON of a type.</summary>
    public Type? Type { get; }

    public int Status { get; }

    /// <summary>Null where there is no body.</summary>
    public string? ContentType { get; }
}
