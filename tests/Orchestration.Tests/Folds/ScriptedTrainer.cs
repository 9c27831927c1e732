using System.Text.Json;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>Does what the test says, and remembers its tries.</summary>
internal sealed class ScriptedTrainer(Func<FoldAttempt, CancellationToken, Task> script) : IFoldTrainer
{
    public static FoldOutcome Outcome { get; } = new(new Dictionary<string, double?> { ["accuracy"] = 0.5 }, new Dictionary<string, string>(), 1, "cpu", []);

    /// <summary>The outcome as a result row has it.</summary>
    public static string Result { get; } = JsonSerializer.Serialize(Outcome, ApiJson.Options);

    public List<FoldAttempt> Attempts { get; } = [];

    public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
    {
        Attempts.Add(attempt);
        await script(attempt, cancellation);
        return Outcome;
    }
}
