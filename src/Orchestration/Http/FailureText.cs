using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>What a caller is told of a failure that the request did not cause, such as a stored document that is damaged.</summary>
public static class FailureText
{
    /// <summary>The text of an error that was written for people; null for any other, which may tell of this machine and is for the log.</summary>
    public static string? Of(Exception error) => error is ServerlessTrainingException ? SecretRedactor.Redact(error.Message) : null;
}
