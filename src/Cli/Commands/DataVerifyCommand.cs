using System.CommandLine;
using ServerlessTraining.Cli.Backups;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data verify</c>: whether a backup is as it was made, or what the product stores is whole.</summary>
internal static class DataVerifyCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string?> folder = new("folder") { Description = "Of ./st data backup. Without it, what the product stores is looked at.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("verify", "Look whether a backup is as it was made, or, without one, whether what is stored is whole.") { folder, json };
        command.SetAction((parsed, ct) => parsed.GetValue(folder) is { } path
            ? FolderAsync(context, Path.GetFullPath(path), parsed.GetValue(json), ct)
            : StorageAsync(context, parsed.GetValue(json), ct));
        return command;
    }

    /// <summary>Over the API, as <c>st storage verify</c>.</summary>
    public static async Task<int> StorageAsync(CliContext context, bool json, CancellationToken cancellationToken)
    {
        StorageVerification found = await StorageVerification.AskAsync(context, json, cancellationToken);
        if (json) await JsonAnswer.WriteAsync(context, found);
        else found.Print(context.Console);
        return found.Whole ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> FolderAsync(CliContext context, string folder, bool json, CancellationToken cancellationToken)
    {
        BackupList list = BackupList.Read(folder);
        if (RunningInstance.Read(folder) is { } running)
        {
            throw new CliException(
                $"The product runs on {folder} ({running.Url}), so it is no backup any more. "
                + $"Look at what is stored there: ST_DATA={folder} ST_URL={running.Url} ./st storage verify");
        }

        long total = Math.Max(1, list.Bytes);
        IReadOnlyList<string> faults = await TransferProgress.RunAsync(
            context,
            "backup",
            shown: !json,
            done =>
            {
                long read = 0;
                return BackupCheck.FaultsAsync(folder, list, bytes => done(Math.Min(1, (double)(read += bytes) / total)), cancellationToken);
            },
            "compared");
        if (json) await JsonAnswer.WriteAsync(context, new Report(faults.Count == 0, list.Made, list.Program, list.Files.Count, list.Bytes, faults));
        else Print(context.Console, folder, list, faults);
        return faults.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Print(IAnsiConsole console, string folder, BackupList list, IReadOnlyList<string> faults)
    {
        string what = $"{Shown.Count(list.Files.Count)} files with {Shown.Count(list.Bytes)} bytes, made {Shown.Of(list.Made)} by version {list.Program}";
        if (faults.Count == 0)
        {
            console.WriteLine($"whole: {what}");
            return;
        }

        console.WriteLine($"broken: {folder} is not as it was made ({what})");
        foreach (string fault in faults) console.WriteLine($"  {fault}");
        console.WriteLine("Take those files from another copy, or make another backup. A folder that the product was started on is no backup any more.");
    }

    private sealed record Report(bool Whole, DateTimeOffset Made, string Program, int Files, long Bytes, IReadOnlyList<string> Faults);
}
