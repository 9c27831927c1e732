using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Tests.Decisions;

public sealed class VerdictChangeTests
{
    private const string Model = "model";
    private static readonly RegimeBoard Empty = new("SYNTHUSDT_1h", 1, ["bull"]);
    private static readonly ModelRun Own = RunModels.Of(Run(), RunDetails.Of(Run())!.Recipe, RunDetails.Of(Run())!.Score!);

    private static readonly RegimeBoard Held = new("SYNTHUSDT_1h", 2, ["bull"], new Dictionary<string, IReadOnlyList<Incumbent>>
    {
        ["bull"] = [new Incumbent(Own, DecisionScene.Basis, new Candidate("s", "bull", default, 1, default))],
    });

    private static readonly Dictionary<string, Tombstone> Tombstones = new() { [Model] = new Tombstone(Own, [], "other") };

    [Fact]
    public void Deletion_OfAModelThatWasKeptAndBeatenLater_NamesTheRunAndNotTheVerdictOfThen()
    {
        RunVerdict verdict = new("SYNTHUSDT_1h", "Model kept (improves: bull)", []) { Tombstone = Tombstones[Model], FilesDeleted = DateTimeOffset.UnixEpoch };

        Assert.Equal("deleted at 1970-01-01T00:00:00Z (run other took its last regime)", verdict.Deletion());
    }

    [Fact]
    public void Of_TombstoneOfAModelThatIsOnTheBoardAgain_IsNotWritten()
    {
        StoredRun changed = VerdictChange.Of(Run(Verdict), null, Held, Tombstones)!;

        Assert.Equal(true, changed.Kept);
        Assert.Null(RunDetails.Of(changed)!.Verdict!.Tombstone);
    }

    [Fact]
    public void Of_TombstoneOfAModelThatIsGone_IsWritten() => Assert.Equal(false, VerdictChange.Of(Run(Verdict), null, Empty, Tombstones)!.Kept);

    [Fact]
    public void Of_RestoredRun_StaysKept()
    {
        StoredRun restored = Run(Verdict with { Tombstone = Tombstones[Model], Restored = DateTimeOffset.UnixEpoch }) with { Kept = true, Status = RunStatus.Completed };

        Assert.Null(VerdictChange.Of(restored with { Finished = DateTimeOffset.UnixEpoch }, null, Empty, Tombstones));
    }

    [Fact]
    public void Of_RunWithoutADecision_IsLeft() => Assert.Null(VerdictChange.Of(Run(), null, Held, Tombstones));

    private static RunVerdict Verdict { get; } = new("SYNTHUSDT_1h", "Model kept (improves: bull)", []);

    private static StoredRun Run(RunVerdict? verdict = null)
    {
        RunDetails details = new()
        {
            Recipe = new RunRecipe("{}", "data", "{}", "plan", 1, "0.1.0") { Rules = new RunRules() },
            Models = [],
            Score = new RunScore(DecisionScene.Basis, Model, []),
            Verdict = verdict,
        };
        JsonElement json = details.ToJson();
        return new StoredRun("run", Symbol.Parse("SYNTHUSDT"), Timeframe.H1, TrainingScene.Ridge, RunStatus.Running, DateTimeOffset.UnixEpoch) { Details = json };
    }
}
