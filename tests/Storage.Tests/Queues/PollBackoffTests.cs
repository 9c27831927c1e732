using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Storage.Tests.Queues;

public sealed class PollBackoffTests
{
    private static readonly TimeSpan Maximum = TimeSpan.FromSeconds(10);

    [Fact]
    public void Next_QueueStaysEmpty_DoublesWithinAFifthAndEndsAtTheMaximum()
    {
        PollBackoff backoff = new(Maximum, seed: 7);

        double[] pauses = [.. Enumerable.Range(0, 10).Select(_ => backoff.Next().TotalMilliseconds)];

        double[] plain = [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000];
        Assert.All(pauses.Zip(plain), pair => Assert.InRange(pair.First, Math.Max(100, pair.Second * 0.8), Math.Min(10_000, pair.Second * 1.2)));
    }

    [Fact]
    public void Next_AfterReset_BeginsAgain()
    {
        PollBackoff backoff = new(Maximum, seed: 7);
        for (int i = 0; i < 8; i++) backoff.Next();

        backoff.Reset();

        Assert.InRange(backoff.Next().TotalMilliseconds, 100, 120);
    }

    [Fact]
    public void Next_SameSeed_SamePauses()
    {
        PollBackoff first = new(Maximum, seed: 3);
        PollBackoff second = new(Maximum, seed: 3);

        Assert.Equal(Enumerable.Range(0, 20).Select(_ => first.Next()), Enumerable.Range(0, 20).Select(_ => second.Next()));
    }

    [Fact]
    public void Next_OtherSeed_OutOfStep()
    {
        PollBackoff first = new(Maximum, seed: 3);
        PollBackoff second = new(Maximum, seed: 5);

        Assert.NotEqual(Enumerable.Range(0, 5).Select(_ => first.Next()), Enumerable.Range(0, 5).Select(_ => second.Next()));
    }
}
