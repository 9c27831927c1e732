namespace ServerlessTraining.Chaos;

/// <summary>The lines of one program or of several, in the order in which they came; a test waits for what it needs of them.</summary>
internal sealed class ProcessOutput
{
    private const int Shown = 60;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private TaskCompletionSource news = New();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate) return [.. lines];
        }
    }

    /// <summary>For the message of a test that fails.</summary>
    public string Tail => string.Join('\n', Lines.TakeLast(Shown));

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Add(line);
            news.TrySetResult();
            news = New();
        }
    }

    public async Task WaitAsync(Func<IReadOnlyList<string>, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (condition(lines)) return;
                next = news.Task;
            }

            try
            {
                await next.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"What is waited for was not said in time. The last that was:\n{Tail}");
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
