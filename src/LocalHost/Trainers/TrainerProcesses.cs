using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.LocalHost.Trainers;

/// <summary>The trainers that a run has as processes of their own (<c>./run --trainers N</c>), with the data account alone, as in Azure. One that ends by itself is started again. They end
/// with this process, also when it is killed: each watches the other end of a pipe that only this one holds.</summary>
internal sealed partial class TrainerProcesses : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly LocalSettings settings;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task[] running;

    public TrainerProcesses(LocalSettings settings, TimeProvider clock, ILogger<TrainerProcesses> logger)
    {
        this.settings = settings;
        this.clock = clock;
        this.logger = logger;
        running = [.. Enumerable.Range(1, settings.Trainers).Select(KeepRunningAsync)];
    }

    /// <summary>Lets them finish or hand back what they train.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private async Task KeepRunningAsync(int number)
    {
        for (TimeSpan pause = ShortestPause; !stopping.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            long start = clock.GetTimestamp();
            int code = await RunAsync(number);
            if (stopping.IsCancellationRequested) return;
            LogEnded(logger, number, settings.Trainers, code);
            if (clock.GetElapsedTime(start) > LongestPause) pause = ShortestPause;
            await Task.Delay(pause, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> RunAsync(int number)
    {
        // Together they train as many folds as there are processors.
        string folds = Math.Clamp(Environment.ProcessorCount / settings.Trainers, 1, FoldPumpOptions.MostFolds).ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new("dotnet", [settings.Root.TrainerProgram, "--with-owner", "--folds", folds]) { UseShellExecute = false, RedirectStandardInput = true };
        start.Environment.Remove(StorageOptions.SettingName);
        start.Environment[StorageOptions.DataSettingName] = settings.Azurite.ConnectionString;
        using Process process = Process.Start(start) ?? throw new LocalHostException($"'{settings.Root.TrainerProgram}' did not start. Build it: ./run");
        LogStarted(logger, number, settings.Trainers, process.Id);
        await process.WaitForExitAsync(stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    [LoggerMessage(EventId = 4301, Level = LogLevel.Information, Message = "Trainer {Number} of {Count} is process {Process}")]
    private static partial void LogStarted(ILogger logger, int number, int count, int process);

    [LoggerMessage(EventId = 4302, Level = LogLevel.Warning, Message = "Trainer {Number} of {Count} ended with {Code}; it is started again")]
    private static partial void LogEnded(ILogger logger, int number, int count, int code);
}
