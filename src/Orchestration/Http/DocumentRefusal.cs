using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>Answers a body that is a wrong document: 400 with every error by its place.</summary>
internal static class DocumentRefusal
{
    /// <param name="wrong">What was found.</param>
    /// <param name="whole">What the document is called where an error is of no part of it.</param>
    public static RequestException Of(DocumentException wrong, string whole)
    {
        IEnumerable<FieldFault> faults = wrong.Errors.Select(error => new FieldFault(error.Path.Length > 0 ? error.Path : whole, null, error.Message));
        return new RequestException(StatusCodes.Status400BadRequest, wrong.Message, [.. faults]);
    }
}
