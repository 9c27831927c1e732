using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Instances;

/// <summary>Which instances are asked for.</summary>
/// <param name="States">Any of them; empty for all.</param>
/// <param name="Prefix">Of the id.</param>
/// <param name="From">Created then or later.</param>
/// <param name="To">Created before.</param>
public sealed record InstanceQuery(
    IReadOnlyList<OrchestrationRuntimeStatus> States, string? Prefix, DateTimeOffset? From, DateTimeOffset? To, int Limit, string? Continuation)
{
    public const int MostItems = 500;
    private const int UsualLimit = 100;

    /// <summary>What a continuation of this list is good for.</summary>
    internal string ListName => string.Join('\n', "instances", string.Join(',', States), Prefix, From?.UtcTicks, To?.UtcTicks);

    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static InstanceQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        OrchestrationRuntimeStatus[] states = ReadStates(query);
        string? prefix = query.Name("prefix");
        (DateTimeOffset? from, DateTimeOffset? to) = query.Times();
        InstanceQuery asked = new(states, prefix, from, to, query.Limit(1, MostItems, UsualLimit), query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }

    /// <summary>As the engines take it. A list gets custom statuses without asking for payloads, which would be a blob each where they are large.</summary>
    internal OrchestrationQuery ToEngine() => new(From, Before(To), States.Count == 0 ? null : States, TaskHubNames: null, Prefix, Limit, FetchInputsAndOutputs: false);

    // The engines take an end that belongs to the stretch.
    private static DateTimeOffset? Before(DateTimeOffset? end) => end is { Ticks: > 0 } time ? time.AddTicks(-1) : end;

    private static OrchestrationRuntimeStatus[] ReadStates(RequestQuery query)
    {
        const StringSplitOptions tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        SortedSet<OrchestrationRuntimeStatus> states = [];
        foreach (string word in query.Name("state")?.Split(',', tidy) ?? [])
        {
            if (InstanceStates.Parse(word) is { } state) states.Add(state);
            else query.Refuse("state", word, $"one of {string.Join(", ", InstanceStates.Words)}, several with a comma between,");
        }

        return [.. states];
    }
}
