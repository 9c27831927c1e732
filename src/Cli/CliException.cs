using System.Net;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Cli;

/// <summary>A command cannot do its work; the message is for the user.</summary>
public sealed class CliException : ServerlessTrainingException
{
    public CliException(string message)
        : base(message)
    {
    }

    public CliException()
    {
    }

    public CliException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Of the answer that refused; null where the failure is no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>For commands that look at the clone they stand in.</summary>
    internal static CliException NoClone() => new("No clone of ServerlessTraining here. Go into one, or set ST_ROOT to it.");
}
