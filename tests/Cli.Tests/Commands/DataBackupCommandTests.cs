using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Cli.Backups;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.Cli.Tests.Commands;

[UnsupportedOSPlatform("windows")]
public sealed class DataBackupCommandTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly ScratchFolder scratch = new();
    private readonly RecordingApi api = new();
    private readonly StringWriter output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter errors = new(CultureInfo.InvariantCulture);
    private readonly string data;
    private readonly string target;

    public DataBackupCommandTests()
    {
        data = Path.Combine(scratch.Path, "data");
        target = Path.Combine(scratch.Path, "backups", "one");
        scratch.Write("data/keys.json", "key");
        File.SetUnixFileMode(Path.Combine(data, "keys.json"), OwnerOnly);
        scratch.Write("data/__blobs__/a/b", "bytes of a blob");
        scratch.Write("data/empty.json", "");
        Directory.CreateDirectory(Path.Combine(data, "logs"));
        scratch.Write("data/instance.json", """{"pid":1,"url":"http://127.0.0.1:1"}""");
        scratch.Write("data/instance.lock", "");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        scratch.Dispose();
        api.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task Backup_StoppedFolder_HasEverythingButTheNoteOfTheInstance()
    {
        Assert.Equal(0, await RunAsync("backup", target));

        Assert.Equal(["__blobs__", "__blobs__/a", "__blobs__/a/b", "backup.json", "empty.json", "keys.json", "logs"], Entries(target));
        Assert.Equal("bytes of a blob", await File.ReadAllTextAsync(Path.Combine(target, "__blobs__", "a", "b"), Token));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(target, "keys.json")));
        Assert.Equal(File.GetLastWriteTimeUtc(Path.Combine(data, "empty.json")), File.GetLastWriteTimeUtc(Path.Combine(target, "empty.json")));
        Assert.Contains($"3 files with 18 bytes copied from {data} to {target}, each compared", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"cp -a {target} {data}", output.ToString(), StringComparison.Ordinal);
        Assert.False(Path.Exists(target + ".partial"));
    }

    [Fact]
    public async Task Backup_OfARestoredBackup_LeavesTheOldListOut()
    {
        await RunAsync("backup", target);
        File.Copy(Path.Combine(target, BackupList.FileName), Path.Combine(data, BackupList.FileName));

        Assert.Equal(0, await RunAsync("backup", target + "2"));

        Assert.Equal(0, await RunAsync("verify", target + "2"));
    }

    [Fact]
    public async Task Backup_TargetIsNotEmpty_IsRefusedAndLeftAsItIs()
    {
        scratch.Write("backups/one/mine.txt", "mine");

        Assert.Equal(1, await RunAsync("backup", target));

        Assert.Equal($"{target} is not empty. Name a folder that is new or empty.", errors.ToString().Trim());
        Assert.Equal(["mine.txt"], Entries(target));
    }

    [Fact]
    public async Task Backup_InsideTheDataFolderByALink_IsRefused()
    {
        string link = Path.Combine(scratch.Path, "link");
        Directory.CreateSymbolicLink(link, data);

        Assert.Equal(1, await RunAsync("backup", Path.Combine(link, "copy")));

        Assert.Contains($"is inside the data folder {data}. Name a folder outside of it.", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_SeveralThingsWrong_TellsAll()
    {
        Directory.Delete(data, recursive: true);
        Directory.CreateDirectory(target + ".partial");

        Assert.Equal(1, await RunAsync("backup", target));

        Assert.Contains($"There is no data folder {data}", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{target}.partial is there: another backup is being made, or one was killed. Delete it if none is.", errors.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Backup_FolderIsInUse_IsRefused()
    {
        using InstanceLock? owner = InstanceLock.TryTake(data);

        Assert.Equal(1, await RunAsync("backup", target));

        Assert.Contains($"{data} is in use by another process", errors.ToString(), StringComparison.Ordinal);
        Assert.False(Path.Exists(target));
    }

    [Fact]
    public async Task Backup_ProductRuns_IsRefusedAndNothingIsStopped()
    {
        using InstanceStandIn instance = await InstanceStandIn.StartAsync(Token);
        new RunningInstance(instance.Id, "http://127.0.0.1:1").Write(data);

        Assert.Equal(1, await RunAsync("backup", target));

        Assert.Equal(
            $"The product runs on {data} (http://127.0.0.1:1, pid {instance.Id}), and a copy of what is written to meanwhile is torn. "
            + "Stop it with ./st down, or let this command do it: --stop",
            errors.ToString().Trim());
        Assert.True(instance.IsAlive);
        Assert.False(Path.Exists(target));
    }

    [Fact]
    public async Task Backup_StopAndSomethingIsBroken_AsksThatInstanceStopsItCopiesAndFails()
    {
        using InstanceStandIn instance = await InstanceStandIn.StartAsync(Token);
        new RunningInstance(instance.Id, "http://127.0.0.1:1").Write(data);
        File.Delete(Path.Combine(data, "keys.json"));
        LocalKeys.ReadOrCreate(data);
        api.On("GET /api/storage/verify", """{"counts":{"documents":5,"markets":2},"faults":[{"table":"bars","row":"a/b","detail":"Gone. Import again."}],"progress":1}""");

        Assert.Equal(1, await RunAsync("backup", target, "--stop", "--json"));

        Assert.Empty(errors.ToString());
        Assert.False(instance.IsAlive);
        using JsonDocument report = JsonDocument.Parse(output.ToString());
        Assert.Equal(target, report.RootElement.GetProperty("folder").GetString());
        Assert.Equal(2, report.RootElement.GetProperty("stored").GetProperty("markets").GetInt32());
        Assert.Equal("Gone. Import again.", Assert.Single(report.RootElement.GetProperty("faults").EnumerateArray()).GetProperty("detail").GetString());
        Assert.True(File.Exists(Path.Combine(target, BackupList.FileName)));
    }

    [Fact]
    public async Task Make_NoRoom_IsRefusedWithBothNumbers()
    {
        CliException error = await Assert.ThrowsAsync<CliException>(() => Backup(free: 17).MakeAsync(_ => { }, Token));

        Assert.Equal($"The copy needs 18 bytes, and 17 are free for {target}. Name a folder on another volume.", error.Message);
        Assert.False(Path.Exists(target + ".partial"));
    }

    [Fact]
    public async Task Make_BrokenOff_LeavesNothing()
    {
        using CancellationTokenSource interrupt = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backup().MakeAsync(_ => interrupt.Cancel(), interrupt.Token));

        Assert.False(Path.Exists(target));
        Assert.False(Path.Exists(target + ".partial"));
    }

    [Fact]
    public async Task Make_SomebodyWritesMeanwhile_IsRefused()
    {
        CliException error = await Assert.ThrowsAsync<CliException>(() => Backup().MakeAsync(_ => scratch.Write("data/empty.json", "now"), Token));

        Assert.Equal($"Somebody wrote to {data} while it was copied: {Path.Combine(data, "empty.json")}. Make the backup once more.", error.Message);
        Assert.False(Path.Exists(target));
    }

    [Fact]
    public async Task Make_CopyIsNotTheSame_IsRefused()
    {
        int pieces = 0;

        CliException error = await Assert.ThrowsAsync<CliException>(() => Backup().MakeAsync(
            _ =>
            {
                if (++pieces == 2) File.WriteAllText(Path.Combine(target + ".partial", "__blobs__", "a", "b"), "bytes of a blot");
            },
            Token));

        Assert.Contains("__blobs__/a/b is changed: its SHA-256 begins with", error.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(target));
    }

    [Fact]
    public async Task Make_LinkInTheFolder_IsRefusedByItsName()
    {
        File.CreateSymbolicLink(Path.Combine(data, "away"), "/tmp");

        CliException error = await Assert.ThrowsAsync<CliException>(() => Backup().MakeAsync(_ => { }, Token));

        Assert.StartsWith($"These are links, which are not followed: {Path.Combine(data, "away")}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_MissingChangedAndAdded_ListsEach()
    {
        await RunAsync("backup", target);
        Assert.Equal(0, await RunAsync("verify", target));
        Assert.Contains("whole: 3 files with 18 bytes, made 20", output.ToString(), StringComparison.Ordinal);
        File.Delete(Path.Combine(target, "empty.json"));
        await File.WriteAllTextAsync(Path.Combine(target, "keys.json"), "kez", Token);
        await File.WriteAllTextAsync(Path.Combine(target, "__blobs__", "a", "b"), "bytes", Token);
        await File.WriteAllTextAsync(Path.Combine(target, "new"), "", Token);

        Assert.Equal(1, await RunAsync("verify", target));

        foreach (string line in (string[])["empty.json is missing", "keys.json is changed", "__blobs__/a/b has 5 bytes, and 15 were copied", "new was added"])
        {
            Assert.Contains($"  {line}", output.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, "was not made by ./st data backup")]
    [InlineData("{", "backup.json cannot be read: ")]
    [InlineData("""{"format":1}""", "backup.json cannot be read: it has no files. Without it nobody knows what belongs to this backup. Make another.")]
    [InlineData("""{"format":2,"program":"0.9.0","files":[]}""", "backup.json has format 2, and this program knows 1. Use the program that made the backup: 0.9.0.")]
    public async Task Verify_NoListToCompareWith_SaysWhatToDo(string? list, string text)
    {
        if (list is not null) scratch.Write("backups/one/backup.json", list);

        Assert.Equal(1, await RunAsync("verify", target));

        Assert.Contains(text, errors.ToString(), StringComparison.Ordinal);
    }

    private static string[] Entries(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)];

    private FolderBackup Backup(long free = long.MaxValue) => new(data, target, TimeProvider.System, _ => free);

    private Task<int> RunAsync(params string[] arguments)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 400;
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ST_DATA"] = data }).Build();
        // The real clock: a process that is asked to stop takes its time.
        CliContext context = new(console, output, errors, configuration, api, TimeProvider.System) { Root = new RepositoryRoot(scratch.Path) };
        return CliApp.RunAsync(["data", .. arguments], context, Token);
    }
}
