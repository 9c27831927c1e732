using System.Diagnostics;
using System.Globalization;
using ServerlessTraining.Cli.Cloud;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Cloud;

/// <summary>Ctrl-C ends what st has started, and then st.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly FakeMachine machine = new();
    private readonly ManualTimeProvider clock = new(CommandRun.Now);
    private readonly StringWriter nothing = new(CultureInfo.InvariantCulture);
    private readonly FakeApi http = new(null, "");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ToolRunner Tools => new(machine.Context(nothing, nothing, http) with { Clock = clock });

    public void Dispose()
    {
        machine.Dispose();
        nothing.Dispose();
        http.Dispose();
    }

    /// <summary>St itself as a process, which is asked to stop as Ctrl-C, a terminal that closes or a build server ask it.</summary>
    [Fact]
    public async Task Deploy_StIsStopped_EndsAzdAndSaysWhatGoesOn()
    {
        machine.On("azd", "up", "making things", code: "waits");
        machine.Install();
        ProcessStartInfo start = new(Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "ServerlessTraining.Cli.dll"), "cloud", "deploy", "--yes"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = machine.Path;
        start.Environment[RepositoryRoot.Variable] = machine.Clone;
        start.Environment.Remove("AZURE_ENV_NAME");
        using Process st = Process.Start(start)!;

        // Shown while azd still runs.
        while (await st.StandardOutput.ReadLineAsync(Cancel) is { } line && line != "making things")
        {
        }

        Assert.True(ProcessTable.AskToStop(st.Id));
        await st.WaitForExitAsync(Cancel);

        Assert.NotEqual(0, st.ExitCode);
        Assert.Equal("ended", machine.Calls("azd")[^1]);
        Assert.Contains("azd has ended. What Azure had begun goes on there by itself", await st.StandardError.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ToolThatDoesNotListen_IsKilled()
    {
        machine.On("azd", "up", "deaf", code: "deaf");
        machine.Install();
        using CancellationTokenSource interrupt = new();
        TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Task<int> run = Tools.RunAsync("azd", ["up"], _ => heard.TrySetResult(), _ => { }, interrupt.Token);
        await heard.Task.WaitAsync(Cancel);
        await interrupt.CancelAsync();
        await clock.AdvanceUntilAsync(run, Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(["[up]"], machine.Calls("azd"));
    }

    [Fact]
    public async Task Ask_ToolThatNeverAnswers_HasAnAnswerThatSaysSo()
    {
        machine.On("az", "account", "", code: "deaf");
        machine.Install();

        Task<ToolAnswer> answer = Tools.AskAsync("az", ["account"], Cancel);
        await clock.AdvanceUntilAsync(answer, Cancel);

        Assert.Equal("az did not answer within 2 minutes", (await answer).Reason);
    }

    [Fact]
    public async Task Ask_ArgumentsThatAShellWouldRead_ArriveAsTheyAre()
    {
        machine.On("az", "", "");
        machine.Install();

        await Tools.AskAsync("az", ["a b", "$HOME", "\"; exit", "*", ""], Cancel);

        Assert.Equal(["[a b][$HOME][\"; exit][*][]"], machine.Calls("az"));
    }
}
