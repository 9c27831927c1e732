using System.Diagnostics;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Trainer.Tests.Image;

/// <summary>The trainer as a process within the image's file system, as its user.</summary>
internal sealed class ImageTrainer : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private ImageTrainer(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What the kernel says of it: its user, its rights.</summary>
    public string[] Status => File.ReadAllLines($"/proc/{process.Id}/status");

    /// <summary>How the users of its space are called outside.</summary>
    public string Users => File.ReadAllText($"/proc/{process.Id}/uid_map");

    /// <summary>What is mounted in its space.</summary>
    public string[] Mounts => File.ReadAllLines($"/proc/{process.Id}/mountinfo");

    public bool HasExited => process.HasExited;

    /// <summary>Started by the entry point of the image, with what a job gives it.</summary>
    /// <param name="image">Whose emulator it works for.</param>
    /// <param name="root">The file system.</param>
    /// <param name="arguments">Of the trainer.</param>
    public static ImageTrainer Start(ImageFixture image, string root, params string[] arguments)
    {
        string[] command =
            ["-e", $"DataStorage={image.ConnectionString}", root, "dotnet", "/app/ServerlessTraining.Trainer.dll", .. arguments];
        return new ImageTrainer(Shell.Start(Repository.PathOf("eng", "image", "enter"), command));
    }

    /// <summary>SIGTERM.</summary>
    public void AskToStop() => Assert.True(ProcessTable.AskToStop(process.Id));

    public async Task<ShellResult> ExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return new ShellResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Its exit after SIGTERM, or SIGKILL when the time is over, as Container Apps does it.</summary>
    public async Task<ShellResult> ExitBeforeTheKillAsync(TimeSpan kill, CancellationToken cancellationToken)
    {
        await Task.WhenAny(process.WaitForExitAsync(cancellationToken), Task.Delay(kill, TimeProvider.System, cancellationToken));
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        return await ExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
