using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Trainer.Tests;

/// <summary>How long a stop may take.</summary>
public sealed class StopTests
{
    /// <summary>What Azure Container Apps leaves between SIGTERM and SIGKILL, unless told otherwise; so does `docker stop -t 30`.</summary>
    private static readonly TimeSpan Kill = TimeSpan.FromSeconds(30);

    /// <summary>Queues are stopped side by side, so the two times of one are those of all.</summary>
    [Fact]
    public void Stop_GraceAndHandBack_EndBeforeTheKill()
    {
        TimeSpan most = new FoldPumpOptions().StopGrace + QueuePump.CancelledLimit;

        Assert.True(most <= Kill - TimeSpan.FromSeconds(5), $"{most} leaves too little of {Kill} to end in");
    }

    [Fact]
    public void Readme_NamesTheTimesThatHold()
    {
        string readme = File.ReadAllText(Repository.PathOf("src", "Trainer", "README.md"));

        Assert.Contains($"{new FoldPumpOptions().StopGrace.TotalSeconds:0} s to finish", readme, StringComparison.Ordinal);
        Assert.Contains($"at most {QueuePump.CancelledLimit.TotalSeconds:0} s to be handed back", readme, StringComparison.Ordinal);
    }
}
