using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>Makes one strategy of a scored run again, bar by bar, from what the run was scored from; writes nothing. One at a time: the processors belong to the
/// trainings.</summary>
internal sealed partial class RunTracer(FoldFinder folds, ScoringCases cases, RegimeStore regimes, TimeProvider clock, ILogger<RunTracer> logger) : IDisposable
{
    private const int VersionsAtATime = 100;

    // Rules that nobody has any more: every bar is unclassified.
    private static readonly RegimeRuleSet NoRules = new([]);

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <param name="runId">For the log.</param>
    /// <param name="details">Of the run, scored.</param>
    /// <param name="strategy">One of the run.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ServerlessTrainingException">It cannot be made; the message is the reason.</exception>
    public async Task<RunTrace> TraceAsync(string runId, RunDetails details, InferenceStrategy strategy, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            long started = clock.GetTimestamp();
            FoundFolds found = await folds.FindAsync(details.Models, cancellation);
            if (found.Failures.Count > 0) throw new ServerlessTrainingException($"The run has folds that cannot be used: {string.Join("; ", found.Failures)}");
            if (found.Missing.Count > 0) throw Gone(details, found.Missing);
            RegimeRuleSet rules = await RulesAsync(details, cancellation);
            RunTrace trace = await RunScoring.TraceAsync(await cases.MakeAsync(details, found, rules, cancellation), strategy, cancellation);
            double seconds = clock.GetElapsedTime(started).TotalSeconds;
            LogTraced(logger, runId, strategy, seconds);
            return trace;
        }
        catch (FoldGoneException gone)
        {
            throw Gone(details, [gone.Fold]);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static ServerlessTrainingException Gone(RunDetails details, IReadOnlyList<RunFold> missing) => new(
        details.Verdict?.Deletion() is { } deletion
            ? $"Its model was {deletion}. Restore it (./st run restore RUN), then ask again."
            : $"The files of {missing.Count} of its {details.Models.Sum(model => model.Folds.Count)} folds are gone. Take them from a copy, or train its configuration again.");

    /// <summary>By which the run was scored, whatever was changed since.</summary>
    private async Task<RegimeRuleSet> RulesAsync(RunDetails details, CancellationToken cancellation)
    {
        string set = details.Recipe.Rules.RegimeSet;
        StoredRegimeRules current = await regimes.CurrentAsync(set, cancellation);
        if (IsScoredBy(current.Rules)) return current.Rules;
        await foreach (StoredRegimeRules version in StoredPages.AllAsync(from => regimes.HistoryAsync(set, VersionsAtATime, from, cancellation)).WithCancellation(cancellation))
        {
            if (IsScoredBy(version.Rules)) return version.Rules;
        }

        return IsScoredBy(RegimeRuleSet.Default) ? RegimeRuleSet.Default : NoRules;

        bool IsScoredBy(RegimeRuleSet rules) => rules.Fingerprint(RegimeOptions.Default) == details.Score?.Basis.RulesFingerprint;
    }

    [LoggerMessage(EventId = 4000, Level = LogLevel.Information, Message = "Run {Run}: {Strategy} made again bar by bar in {Seconds:0.0} s")]
    private static partial void LogTraced(ILogger logger, string run, InferenceStrategy strategy, double seconds);
}
