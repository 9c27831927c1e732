using System.Runtime.ExceptionServices;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Threads that stay for a whole training: a step of a small network takes a few milliseconds, and starting anything for it would show.
/// The caller is one of them.</summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread[] threads;
    private readonly SemaphoreSlim[] starts;
    private readonly SemaphoreSlim done = new(0);
    private readonly Exception?[] errors;
    private Action<int>? work;

    public WorkerTeam(int size)
    {
        Size = size;
        errors = new Exception?[size];
        starts = [.. Enumerable.Range(1, size - 1).Select(_ => new SemaphoreSlim(0))];
        threads = [.. Enumerable.Range(1, size - 1).Select(index => new Thread(() => Serve(index)) { IsBackground = true, Name = $"lstm {index}" })];
        foreach (Thread thread in threads) thread.Start();
    }

    public int Size { get; }

    /// <summary>Runs <paramref name="job"/> with 0 to <paramref name="count"/> - 1, each on its own thread, and waits for all. The first error by number is thrown.</summary>
    public void Run(Action<int> job, int count)
    {
        work = job;
        for (int index = 1; index < count; index++) starts[index - 1].Release();
        Do(0);
        for (int index = 1; index < count; index++) done.Wait();
        for (int index = 0; index < count; index++)
        {
            if (errors[index] is not { } error) continue;
            Array.Clear(errors);
            ExceptionDispatchInfo.Throw(error);
        }
    }

    public void Dispose()
    {
        work = null;
        foreach (SemaphoreSlim start in starts) start.Release();
        foreach (Thread thread in threads) thread.Join();
        foreach (SemaphoreSlim start in starts) start.Dispose();
        done.Dispose();
    }

    private void Serve(int index)
    {
        while (true)
        {
            starts[index - 1].Wait();
            if (work is null) return;
            Do(index);
            done.Release();
        }
    }

    private void Do(int index)
    {
        try
        {
            work!(index);
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the caller's thread.
        catch (Exception error)
#pragma warning restore CA1031
        {
            errors[index] = error;
        }
    }
}
