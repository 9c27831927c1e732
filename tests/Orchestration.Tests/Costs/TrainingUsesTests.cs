using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Costs;

public sealed class TrainingUsesTests
{
    [Fact]
    public void Of_Outcomes_AddsByDevice() => Assert.Equal(
        new TrainingUse(3, 40, 15), TrainingUses.Of([Outcome(1, "cpu", 10), Outcome(2, "cpu", null), Outcome(40, "NVIDIA T4", 5)]));

    /// <summary>The score has more calls than the folds: planning and scoring.</summary>
    [Fact]
    public void Of_Run_HasTheSecondsOfItsFoldsAndTheCallsOfItsScore() => Assert.Equal(new TrainingUse(1.5, 0, 77), TrainingUses.Of(RunBuilder.Details()));

    [Fact]
    public void Of_RunWithoutAScore_IsNotKnown() => Assert.Null(TrainingUses.Of(RunBuilder.Details() with { Score = null }));

    private static FoldOutcome Outcome(double seconds, string device, long? calls) =>
        new(new Dictionary<string, double?>(), new Dictionary<string, string>(), seconds, device, []) { StorageTransactions = calls };
}
