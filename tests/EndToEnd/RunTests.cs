using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.EndToEnd;

public sealed class RunTests
{
    private const int Kills = 6;
    private const int Seed = 20261121;

    [Fact]
    public async Task RunExit_FreshData_ShowsEveryDependencyAndLeavesNothing()
    {
        using Clone clone = new();

        ShellResult result = await clone.RunAsync("--exit");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(["blas", "blobs", "lightgbm", "queues", "tables", "xgboost"], HealthRows(result.Output).Select(row => row.Split(' ')[0]));
        Assert.Empty(clone.Processes());
    }

    /// <summary>Names, kinds and states; versions, times and paths are the machine's.</summary>
    [Fact]
    public async Task Readme_WhatOneSees_IsWhatOneSees()
    {
        using Clone clone = new();
        string readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);

        ShellResult result = await clone.RunAsync("--exit");

        Assert.Equal(HealthRows(readme), HealthRows(result.Output));
    }

    /// <summary>The moments are drawn over the whole life of a run; a kill after its end is a run that nobody disturbed.</summary>
    [Fact]
    public async Task RunExit_KilledAtAnyMoment_NextRunEndsWellAndNothingIsLeft()
    {
        using Clone clone = new();
        Random moments = new(Seed);
        for (int i = 0; i < Kills; i++)
        {
            TimeSpan moment = TimeSpan.FromMilliseconds(moments.Next(50, 5_000));
            using Process run = clone.StartRun("--exit");
            await Task.WhenAny(run.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(moment, TestContext.Current.CancellationToken));
            run.Kill();

            ShellResult next = await clone.RunAsync("--exit");

            Assert.True(next.ExitCode == 0, $"seed {Seed}, kill {i} after {moment.TotalMilliseconds} ms:\n{next.Text}");
            IReadOnlyList<string> left = clone.Processes();
            Assert.True(left.Count == 0, $"seed {Seed}, kill {i} after {moment.TotalMilliseconds} ms left: {string.Join("; ", left)}");
        }
    }

    [Fact]
    public async Task Run_AppPortTaken_NamesThePortAndTheSettingThatChangesIt()
    {
        using Clone clone = new();
        using TcpListener taken = Take();
        clone.Port = PortOf(taken);

        await AssertRefusedAsync(clone, clone.Port, "ST_PORT=");
    }

    [Fact]
    public async Task Run_AzuritePortTaken_NamesThePortAndTheSettingThatChangesIt()
    {
        using Clone clone = new();
        using TcpListener taken = Take();
        clone.AzuritePorts[1] = PortOf(taken);

        await AssertRefusedAsync(clone, clone.AzuritePorts[1], "ST_AZURITE_PORTS=");
    }

    [Fact]
    public async Task Run_WithoutExit_StaysUpUntilDown()
    {
        using Clone clone = new();
        using Process run = clone.StartRun("--no-demo");
        _ = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string? line;
        do
        {
            line = await run.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        }
        while (line is not null && !line.Contains($"http://127.0.0.1:{clone.Port}", StringComparison.Ordinal));
        _ = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);

        ShellResult health = await clone.StAsync("health");
        ShellResult down = await clone.StAsync("down");
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(health.ExitCode == 0, health.Text);
        Assert.True(down.ExitCode == 0, down.Text);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(clone.Processes());
    }

    [Fact]
    public async Task St_WhereNothingRuns_StartsItInTheBackgroundUntilDown()
    {
        using Clone clone = new();

        ShellResult asked = await clone.StAsync("health");
        ShellResult first = await clone.StAsync("queue", "list", "--json");
        ShellResult second = await clone.StAsync("queue", "list", "--json");
        ShellResult down = await clone.StAsync("down");

        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("Nothing answers at", asked.Error, StringComparison.Ordinal);
        Assert.True(first.ExitCode == 0, first.Text);
        Assert.Contains($"Nothing ran here: started in the background at http://127.0.0.1:{clone.Port}/", first.Error, StringComparison.Ordinal);
        Assert.StartsWith("[", first.Output, StringComparison.Ordinal);
        Assert.True(second.ExitCode == 0, second.Text);
        Assert.Empty(second.Error);
        Assert.True(down.ExitCode == 0, down.Text);
        Assert.Empty(clone.Processes());
    }

    private static async Task AssertRefusedAsync(Clone clone, int port, string setting)
    {
        ShellResult result = await clone.RunAsync("--exit");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{port}", result.Error, StringComparison.Ordinal);
        Assert.Contains(setting, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(clone.Processes());
    }

    private static IEnumerable<string> HealthRows(string text) => text.Split('\n')
        .Select(line => line.Split('│', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length > 3 && cells[1] is ("storage" or "native"))
        .Select(cells => string.Join(' ', cells[..3]))
        .Order(StringComparer.Ordinal);

    private static TcpListener Take()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
