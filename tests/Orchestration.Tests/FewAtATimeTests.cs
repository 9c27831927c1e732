namespace ServerlessTraining.Orchestration.Tests;

public sealed class FewAtATimeTests
{
    private const int Many = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AnswersInAnyOrder_ComeInTheOrderOfTheItems()
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        IReadOnlyList<int> read = await FewAtATime.ReadAsync(
            Enumerable.Range(0, Many),
            async (item, token) =>
            {
                // The first is answered after another.
                if (item == 1) first.SetResult();
                else if (item == 0) await first.Task.WaitAsync(token);
                return -item;
            },
            Cancel);

        Assert.Equal(Enumerable.Range(0, Many).Select(item => -item), read);
    }

    [Fact]
    public async Task Read_ManyItems_AsksForFewAtOnce()
    {
        int open = 0;
        List<int> seen = [];

        await FewAtATime.ReadAsync(
            Enumerable.Range(0, Many),
            async (item, _) =>
            {
                lock (seen) seen.Add(++open);
                await Task.Yield();
                lock (seen) open--;
                return item;
            },
            Cancel);

        Assert.Equal(Many, seen.Count);
        Assert.InRange(seen.Max(), 1, 16);
    }

    [Fact]
    public async Task Read_OneFails_WaitsForThoseThatHaveBegunAndBeginsNoOther()
    {
        TaskCompletionSource slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int begun = 0;
        int ended = 0;
        Task<IReadOnlyList<int>> reading = FewAtATime.ReadAsync(
            Enumerable.Range(0, Many),
            async (item, token) =>
            {
                begun++;
                if (item == 0) throw new InvalidOperationException("gone");
                await slow.Task.WaitAsync(token);
                Interlocked.Increment(ref ended);
                return item;
            },
            Cancel);

        Assert.False(reading.IsCompleted);
        slow.SetResult();

        Assert.Equal("gone", (await Assert.ThrowsAsync<InvalidOperationException>(() => reading)).Message);
        Assert.Equal(begun - 1, ended);
        Assert.InRange(begun, 2, 16);
    }
}
