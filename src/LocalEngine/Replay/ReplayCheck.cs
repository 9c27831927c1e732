using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>
/// Holds orchestrators against recorded histories. For every turn of the record the code is run from the beginning over all that came before, given what arrived,
/// and must do what the record
/// says: the same calls, in the same order, with the same ids; with payloads, also the same inputs, times, child ids and output, which catches a clock or a guid of the code's own.
/// </summary>
public sealed class ReplayCheck
{
    private readonly OrchestrationRunner runner;

    /// <param name="functions">The orchestrators as they are now. Activities are not run, and need not be there.</param>
    /// <param name="converter">Reads and writes payloads; the worker's by default.</param>
    /// <param name="defaultVersion">The version of sub-orchestrations that are started without one.</param>
    public ReplayCheck(TaskHubFunctions functions, DataConverter? converter = null, string defaultVersion = "") =>
        runner = new OrchestrationRunner(functions, converter ?? WorkerDataConverter.Default, NullLoggerFactory.Instance) { DefaultVersion = defaultVersion };

    /// <summary>Also compare inputs, outputs, times and the ids of children. Off for histories of earlier versions whose payloads have gained fields since. Default on.</summary>
    public bool Payloads { get; init; } = true;

    /// <summary>Replays a file: a line with the instance's id, then one event a line.</summary>
    /// <returns>The first difference, or null.</returns>
    /// <exception cref="LocalEngineException">The file is no recorded history.</exception>
    public ReplayDifference? FirstDifferenceIn(string path)
    {
        using StreamReader lines = new(path);
        return FirstDifference(RecordedHistory.Read(lines));
    }

    internal ReplayDifference? FirstDifference(RecordedHistory history)
    {
        for (int execution = 0; execution < history.Executions.Count; execution++)
        {
            RecordedTurn[] turns = [.. RecordedTurn.Split(history.Executions[execution])];
            for (int turn = 0; turn < turns.Length; turn++)
            {
                Turn done = runner.Run(history.InstanceId, turns[turn].Past, turns[turn].Fresh);
                if (turns[turn].Difference(done, Payloads) is { } explanation) return new ReplayDifference(execution + 1, turn + 1, explanation);
            }
        }

        return null;
    }
}
