using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.History;

/// <summary>Does something to several runs. Each is changed by itself, and what was changed stands in the audit; doing the same again finds it done.</summary>
public sealed partial class RunActions(RunStore runs, RegimeBestStore bests, AuditStore audit, TimeProvider clock, ILogger<RunActions> log)
{
    private const string Subject = "run";
    private const int AtATime = 8;

    /// <exception cref="Http.RequestException">The request is wrong; all of it is told.</exception>
    public async Task<RunActionsAnswer> RunAsync(RunActionsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check();
        string[] ids = [.. request.Ids!.OfType<string>()];
        RunActionResult[] results = new RunActionResult[ids.Length];
        ConcurrentDictionary<string, Task<RegimeBoard?>> boards = new(StringComparer.Ordinal);
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, ids.Length, options, async (i, ct) => results[i] = await OneAsync(request, ids[i], boards, ct));
        RunActionsAnswer answer = RunActionsAnswer.Of(request.Action!, results);
        LogDone(log, request.Action!, answer.Done, answer.Unchanged, answer.Refused, answer.Missing);
        return answer;
    }

    private static RunActionResult Unchanged(string id, string detail) => new(id, RunActionResult.Unchanged, detail);

    private static StoredRun? Tagged(StoredRun run, RunActionsRequest request)
    {
        IEnumerable<string> asked = request.Tags!.OfType<string>();
        string[] tags = [.. request.Action == RunActionsRequest.Tag ? run.Tags.Union(asked, StringComparer.Ordinal) : run.Tags.Except(asked, StringComparer.Ordinal)];
        return tags.Length == run.Tags.Count ? null : run with { Tags = tags };
    }

    private async Task<RunActionResult> OneAsync(
        RunActionsRequest request, string id, ConcurrentDictionary<string, Task<RegimeBoard?>> boards, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run) return new RunActionResult(id, RunActionResult.Missing, "there is no such run");
        if (request.Action == RunActionsRequest.Delete && await WhyNotAsync(run, boards, cancellationToken) is { } refusal)
        {
            return new RunActionResult(id, RunActionResult.Refused, refusal);
        }

        // Said of the change that was written: the function may run again on what somebody else left.
        RunActionResult result = Unchanged(id, "");
        await runs.ChangeAsync(
            id,
            old =>
            {
                (StoredRun? changed, result) = Change(request, old);
                return changed;
            },
            cancellationToken);
        if (result.Result == RunActionResult.Done) await RecordAsync(request, result, cancellationToken);
        return result;
    }

    private (StoredRun? Run, RunActionResult Result) Change(RunActionsRequest request, StoredRun run)
    {
        string tags = string.Join(", ", request.Tags ?? []);
        return request.Action switch
        {
            RunActionsRequest.Delete when run.Deleted is not null => (null, Unchanged(run.Id, "it was out of the history already")),
            RunActionsRequest.Delete when run.Regimes.Count > 0 => (null, new RunActionResult(run.Id, RunActionResult.Refused, $"it holds {string.Join(", ", run.Regimes)}")),
            RunActionsRequest.Delete => (run with { Deleted = clock.GetUtcNow() }, Done("taken out of the history")),
            RunActionsRequest.Restore when run.Deleted is null => (null, Unchanged(run.Id, "it is in the history")),
            RunActionsRequest.Restore => (run with { Deleted = null }, Done("brought back into the history")),
            RunActionsRequest.Tag when run.Tags.Union(request.Tags!, StringComparer.Ordinal).Count() > RunTag.MostOfARun =>
                (null, new RunActionResult(run.Id, RunActionResult.Refused, $"it would have more than {RunTag.MostOfARun} tags; it has {string.Join(", ", run.Tags)}")),
            _ => Tagged(run, request) is { } tagged
                ? (tagged, Done(request.Action == RunActionsRequest.Tag ? $"tagged {tags}" : $"untagged {tags}"))
                : (null, Unchanged(run.Id, request.Action == RunActionsRequest.Tag ? $"it has {tags} already" : $"it has no {tags}")),
        };

        RunActionResult Done(string detail) => new(run.Id, RunActionResult.Done, detail);
    }

    /// <summary>The board is the truth about who holds what; the run only repeats it. Null where nothing is in the way.</summary>
    private async Task<string?> WhyNotAsync(StoredRun run, ConcurrentDictionary<string, Task<RegimeBoard?>> boards, CancellationToken cancellationToken)
    {
        if (run.Status == RunStatus.Running) return "it is still running; cancel its queue first";
        string key = RunDetails.Of(run)?.Verdict?.Board ?? new SelectionMarket(run.Symbol, run.Timeframe).ToString();
        RegimeBoard? board = await boards.GetOrAdd(key, _ => bests.FindAsync(key, cancellationToken));
        string[] held = [.. (board?.Incumbents ?? []).Where(incumbent => incumbent.Run.RunId == run.Id).Select(incumbent => incumbent.Candidate.Regime)];
        return held.Length == 0 ? null : $"it holds {string.Join(", ", held)} on {key}; a run that holds a regime stays in the history";
    }

    private Task<bool> RecordAsync(RunActionsRequest request, RunActionResult result, CancellationToken cancellationToken) => audit.AppendAsync(
        new AuditEntry(TimeSortableId.Next(clock), clock.GetUtcNow(), Subject, result.Id, request.Action!, "api", $"Run {result.Id}: {result.Detail}."), cancellationToken);

    [LoggerMessage(EventId = 3702, Level = LogLevel.Information, Message = "Runs: {Action}, {Done} done, {Unchanged} unchanged, {Refused} refused, {Missing} missing")]
    private static partial void LogDone(ILogger logger, string action, int done, int unchanged, int refused, int missing);
}
