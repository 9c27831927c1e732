using System.CommandLine;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Cli.Backups;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data backup</c>: a copy of the data folder of this machine.</summary>
internal static class DataBackupCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> folder = new("folder") { Description = "Where the copy goes; new or empty." };
        Option<bool> stop = new("--stop") { Description = "Where the product runs: look whether what it stores is whole, then stop it. Without it, that is refused." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("backup", "Copy the data folder of this machine while the product is stopped, and compare the copy.") { folder, stop, json };
        command.SetAction((parsed, ct) => RunAsync(context, RealPath.Of(parsed.GetRequiredValue(folder)), parsed.GetValue(stop), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string target, bool stop, bool json, CancellationToken cancellationToken)
    {
        string data = LocalSettings.From(context.Configuration, context.Root ?? throw CliException.NoClone()).DataFolder;
        FolderBackup backup = new(data, target, context.Clock, FolderBackup.FreeBytes);
        backup.Check();
        RunningInstance? running = await LocalInstance.FindAsync(context, data);
        if (running is not null && !stop)
        {
            throw new CliException(
                $"The product runs on {data} ({running.Url}, pid {running.Pid}), and a copy of what is written to meanwhile is torn. "
                + "Stop it with ./st down, or let this command do it: --stop");
        }

        StorageVerification? stored = running is null ? null : await StopAsync(context, running, data, json, cancellationToken);
        using InstanceLock owner = InstanceLock.TryTake(data)
            ?? throw new CliException($"{data} is in use by another process, which starts or ends just now. Try again, or stop it with ./st down.");
        BackupList list;
        try
        {
            list = await TransferProgress.RunAsync(context, "backup", shown: !json, done => backup.MakeAsync(done, cancellationToken), "copied and compared");
        }
        catch (OperationCanceledException)
        {
            await context.Errors.WriteLineAsync($"Broken off; nothing is left of it at {target}.");
            throw;
        }

        if (json) await JsonAnswer.WriteAsync(context, new Report(target, list.Files.Count, list.Bytes, stored?.Counts, stored?.Faults));
        else Print(context.Console, data, target, list, stored, stopped: running is not null);
        return stored is { Whole: false } ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task<StorageVerification> StopAsync(CliContext context, RunningInstance running, string data, bool json, CancellationToken cancellationToken)
    {
        // The one that lives on this folder is asked, whatever ST_URL names, and with the key of this folder.
        Dictionary<string, string?> settings = new() { ["ST_URL"] = running.Url, ["ST_DATA"] = data, ["ST_KEY"] = "" };
        CliContext own = context with { Configuration = new ConfigurationBuilder().AddConfiguration(context.Configuration).AddInMemoryCollection(settings).Build() };
        StorageVerification stored = await StorageVerification.AskAsync(own, json, cancellationToken);
        await LocalInstance.StopAsync(context, running, cancellationToken);
        return stored;
    }

    private static void Print(IAnsiConsole console, string data, string target, BackupList list, StorageVerification? stored, bool stopped)
    {
        console.WriteLine($"{Shown.Count(list.Files.Count)} files with {Shown.Count(list.Bytes)} bytes copied from {data} to {target}, each compared");
        stored?.Print(console);
        if (stored is { Whole: false }) console.WriteLine("The copy has what is stored as it is: broken.");
        if (stopped) console.WriteLine("The product was stopped; ./run or any st command starts it.");
        console.WriteLine($"look again: ./st data verify {target}");
        console.WriteLine($"restore:    ./st down, move {data} away, then cp -a {target} {data}");
        console.WriteLine($"or use it:  ST_DATA={target} ./run --no-demo (it changes the copy)");
        console.WriteLine("It holds the key of the API: as secret as the folder itself.");
    }

    /// <param name="Stored">Null where the product did not run, as nobody could be asked.</param>
    /// <param name="Faults">Of what is stored.</param>
    private sealed record Report(string Folder, int Files, long Bytes, StorageVerifyCounts? Stored, IReadOnlyList<StorageDefect>? Faults);
}
