using System.Globalization;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Chaos;

/// <summary>Every call to storage of a small run of the whole engine room fails once: what is stored in the end is the same.</summary>
public sealed class StorageFaultTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int UsualSeed = 20261121;
    private const int Sample = 24;
    private const int LeastCalls = 100;
    private readonly StorageFaults faults = new();
    private readonly List<string> wrong = [];
    private int runs;
    private int fired;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ASampleOfItsCallsFails_EndsInTheSameTables()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("ST_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : UsualSeed;
        Say($"seed {seed} (ST_SEED={seed} repeats it)");
        EngineRoom room = new(azurite.Server.ConnectionString);
        (string expected, int calls) = await CleanRunAsync(room);
        Random random = new(seed);
        for (int i = 0; i < Sample; i++)
        {
            await FaultyRunAsync(room, expected, random.Next(1, calls + 1), StorageFaults.Kinds[i % StorageFaults.Kinds.Count]);
        }

        Assert.True(wrong.Count == 0, Text(expected));
        Say($"{calls} calls in a clean run; {fired} of {Sample} sampled points failed as they should");
    }

    [Fact]
    [Trait("Category", "chaos")]
    public async Task Run_AnyOneOfItsCallsFails_EndsInTheSameTables()
    {
        EngineRoom room = new(azurite.Server.ConnectionString);
        (string expected, int calls) = await CleanRunAsync(room);
        for (int call = 1; call <= calls; call++)
        {
            // Each call before it takes effect and after; how it fails takes turns.
            await FaultyRunAsync(room, expected, call, call % 2 == 0 ? StorageFault.CutBefore : StorageFault.StatusBefore);
            await FaultyRunAsync(room, expected, call, call % 2 == 0 ? StorageFault.StatusAfter : StorageFault.CutAfter);
        }

        Assert.True(wrong.Count == 0, Text(expected));
        Say($"{calls} calls in a clean run, each failed before and after it took effect: {fired} of {2 * calls} points came");
    }

    /// <summary>Twice: where two clean runs differ, nothing can be said of the others.</summary>
    private async Task<(string Stored, int Calls)> CleanRunAsync(EngineRoom room)
    {
        await room.PrepareAsync(Token);
        string first = await room.RunAsync(++runs, faults, Token);
        faults.Disarm();
        string second = await room.RunAsync(++runs, faults, Token);
        int calls = faults.Calls;
        Assert.Equal(first, second);
        Assert.True(calls >= LeastCalls, $"only {calls} calls");
        return (second, calls);
    }

    private async Task FaultyRunAsync(EngineRoom room, string expected, int call, StorageFault fault)
    {
        faults.Arm(call, fault);
        try
        {
            string stored = await room.RunAsync(++runs, faults, Token);
            if (stored != expected) wrong.Add($"call {call}, {fault}:\n{stored}");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            wrong.Add($"call {call}, {fault}: {error}");
        }

        if (faults.HasFired) fired++;
    }

    private string Text(string expected) =>
        $"{wrong.Count} of {runs} runs went wrong: {string.Join("; ", wrong.Select(one => one.Split(':')[0]))}. Expected\n{expected}\nbut the first is\n{wrong.FirstOrDefault()}";

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
