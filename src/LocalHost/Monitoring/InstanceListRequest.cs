using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Monitoring;

/// <summary>What a request wants listed, by the parameters of the Durable HTTP API. That one passes over values it cannot read; here they are refused by name.</summary>
internal sealed record InstanceListRequest(OrchestrationQuery Query, bool ShowInput)
{
    public const string ContinuationHeader = "x-ms-continuation-token";
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    /// <exception cref="RequestException">It names every parameter that is wrong.</exception>
    public static InstanceListRequest Read(HttpRequest request)
    {
        List<FieldFault> faults = [];
        string? token = request.Headers[ContinuationHeader].ToString() is { Length: > 0 } given ? given : null;
        OrchestrationQuery query = new(
            Time(request, "createdTimeFrom", faults), Time(request, "createdTimeTo", faults), Statuses(request, faults), TaskHubNames: null,
            request.Query["instanceIdPrefix"].ToString() is { Length: > 0 } prefix ? prefix : null, Top(request, faults), FetchInputsAndOutputs: true, token);
        bool showInput = ReadShowInput(request, faults);
        return faults.Count == 0 ? new InstanceListRequest(query, showInput) : throw new RequestException([.. faults]);
    }

    public static bool ReadShowInput(HttpRequest request, ICollection<FieldFault> faults)
    {
        string text = request.Query["showInput"].ToString();
        if (text.Length == 0) return true;
        if (bool.TryParse(text, out bool show)) return show;
        faults.Add(new FieldFault("showInput", Quote(text), "true or false"));
        return true;
    }

    private static int Top(HttpRequest request, List<FieldFault> faults)
    {
        string text = request.Query["top"].ToString();
        if (text.Length == 0) return DefaultPage;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int top) && top is > 0 and <= LargestPage) return top;
        faults.Add(new FieldFault("top", Quote(text), $"a whole number from 1 to {LargestPage}"));
        return DefaultPage;
    }

    private static DateTimeOffset? Time(HttpRequest request, string name, List<FieldFault> faults)
    {
        string text = request.Query[name].ToString();
        if (text.Length == 0) return null;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out DateTimeOffset time)) return time;
        faults.Add(new FieldFault(name, Quote(text), "a time such as 2026-01-31T12:00:00Z"));
        return null;
    }

    private static List<OrchestrationRuntimeStatus>? Statuses(HttpRequest request, List<FieldFault> faults)
    {
        List<OrchestrationRuntimeStatus> statuses = [];
        const StringSplitOptions tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (string text in request.Query["runtimeStatus"].SelectMany(value => (value ?? string.Empty).Split(',', tidy)))
        {
            string? name = Enum.GetNames<OrchestrationRuntimeStatus>().FirstOrDefault(n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase));
            if (name is not null) statuses.Add(Enum.Parse<OrchestrationRuntimeStatus>(name));
            else faults.Add(new FieldFault("runtimeStatus", Quote(text), $"one of {string.Join(", ", Enum.GetNames<OrchestrationRuntimeStatus>())}"));
        }

        return statuses.Count == 0 ? null : statuses;
    }

    private static string Quote(string text) => $"'{FieldFault.Show(text)}'";
}
