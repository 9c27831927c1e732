using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>A request that cannot be served as it came; the message is for the caller and becomes the detail of a problem document.</summary>
public sealed class RequestException : ServerlessTrainingException
{
    public RequestException(int status, string message, Exception? innerException = null)
        : base(message, innerException!) => Status = status;

    /// <summary>A 400 that names each field.</summary>
    public RequestException(params IReadOnlyList<FieldFault> faults)
        : base($"{string.Join(". ", faults)}.") => Faults = faults;

    /// <summary>Of another status, with what is wrong one by one.</summary>
    public RequestException(int status, string message, IReadOnlyList<FieldFault> faults)
        : base(message)
    {
        Status = status;
        Faults = faults;
    }

    public RequestException()
    {
    }

    public RequestException(string message)
        : base(message)
    {
    }

    public RequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status. Default 400.</summary>
    public int Status { get; } = StatusCodes.Status400BadRequest;

    /// <summary>Empty where the fault is not that of a field.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = [];
}
