using ServerlessTraining.Testing;

namespace ServerlessTraining.Chaos;

/// <summary>Signals for which the framework has no call.</summary>
internal static class Signals
{
    /// <param name="signal">STOP: it stands still and does not know it. CONT: it goes on.</param>
    public static async Task SendAsync(string signal, int process, CancellationToken cancellationToken)
    {
        ShellResult result = await Shell.BashAsync($"kill -{signal} {process}", cancellationToken);
        Assert.True(result.ExitCode == 0, result.Text);
    }
}
