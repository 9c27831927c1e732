using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class WorkerTeamTests
{
    [Fact]
    public void Run_AnyCount_DoesEachJobOnceEachTime()
    {
        using WorkerTeam team = new(4);
        int[] done = new int[4];
        for (int count = 1; count <= 4; count++)
        {
            for (int i = 0; i < 100; i++) team.Run(index => Interlocked.Increment(ref done[index]), count);
        }

        Assert.Equal([400, 300, 200, 100], done);
    }

    [Fact]
    public void Run_JobThrows_ThrowsItAndTheTeamGoesOn()
    {
        using WorkerTeam team = new(2);
        int later = 0;

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => team.Run(index => throw new InvalidOperationException($"job {index}"), 2));
        team.Run(_ => Interlocked.Increment(ref later), 2);

        Assert.Equal("job 0", error.Message);
        Assert.Equal(2, later);
    }
}
