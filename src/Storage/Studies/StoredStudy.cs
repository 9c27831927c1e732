using System.Text.Json;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Studies;

/// <summary>A search for hyper-parameters, as stored.</summary>
/// <param name="Id">Of the spec and the round, so that the same study is created once.</param>
/// <param name="Round">From 1: how often a study of this spec was created.</param>
/// <param name="Spec">Everything that decides it, as it was given.</param>
public sealed record StoredStudy(
    string Id, int Round, Symbol Symbol, Timeframe Timeframe, string Model, string Objective, StudyStatus Status, DateTimeOffset Created, StudyCounters Counters, JsonElement Spec)
{
    /// <summary>Of the newest trials, 1 to 4; 0 before the first.</summary>
    public int Phase { get; init; }

    /// <summary>Of the newest trials, from 1; 0 before the first.</summary>
    public int Generation { get; init; }

    /// <summary>The best value of the objective so far, in its own direction; null before the first.</summary>
    public double? Best { get; init; }

    /// <summary>The orchestration that runs it; null before it began.</summary>
    public string? Instance { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>When somebody first asked to cancel it.</summary>
    public DateTimeOffset? CancelAsked { get; init; }

    /// <summary>Why it is in its state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>The winner and the importance of the parameters; null unless it is completed.</summary>
    public JsonElement? Outcome { get; init; }

    public bool IsOver => Status is StudyStatus.Completed or StudyStatus.Failed or StudyStatus.Cancelled;
}
