using System.Net;
using System.Text;
using System.Text.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Cli;

/// <summary>A problem document of the API, as text for a person.</summary>
/// <param name="Detail">What went wrong and what to do.</param>
/// <param name="Errors">One a field; those that the detail has already are not repeated.</param>
internal sealed record ApiProblem(string? Detail, IReadOnlyList<FieldFault>? Errors)
{
    public static string Text(Uri address, HttpStatusCode status, string body)
    {
        if (Read(body) is not { Detail: { } detail } problem) return $"{address} answered {(int)status} ({status}) without saying why. Is it this product that listens there?";
        StringBuilder text = new(detail);
        foreach (FieldFault fault in problem.Errors ?? [])
        {
            // Of a document, what is allowed is the error itself, which the detail has behind its line and column.
            string inDocument = fault.Value is null ? fault.Allowed : $"{fault.Field}: {fault.Allowed}";
            if (!Has(fault.ToString()) && !Has(inDocument)) text.Append($"\n  {fault.Field}: {fault.Value ?? "missing"}; allowed: {fault.Allowed}");
        }

        return text.ToString();

        bool Has(string said) => detail.Contains(said, StringComparison.Ordinal);
    }

    private static ApiProblem? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<ApiProblem>(body, ApiJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
