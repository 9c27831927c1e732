using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalHost.Logging;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Logging;

public sealed class TrainingLogTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, 123, TimeSpan.Zero);
    private static readonly string[] Endings = ["", ".1", ".2", ".3", ".4", ".5"];
    private readonly ScratchFolder folder = new();
    private readonly List<string> warnings = [];

    private string LogPath => TrainingLogProvider.PathIn(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Log_Message_IsALineAsPeopleKnowIt()
    {
        Write(new LogOptions(), log => Say(log, LogLevel.Information, "Training model 5/13..."));

        Assert.Equal("2026-11-21 10:00:00,123 INFO Training model 5/13...\n", File.ReadAllText(LogPath));
    }

    [Theory]
    [InlineData(LogLevel.Debug, "DEBUG|INFO|WARNING|ERROR|CRITICAL")]
    [InlineData(LogLevel.Warning, "WARNING|ERROR|CRITICAL")]
    public void Log_Level_WritesThatAndWorse(LogLevel least, string expected)
    {
        Write(new LogOptions { Level = least }, log =>
        {
            foreach (LogLevel level in Enum.GetValues<LogLevel>().Except([LogLevel.Trace])) Say(log, level, "x");
        });

        Assert.Equal(expected, string.Join('|', File.ReadAllLines(LogPath).Select(line => line.Split(' ')[2])));
    }

    [Fact]
    public void Log_LineBreaksAndException_StayWithTheirMessage()
    {
        Write(new LogOptions(), log => Say(log, LogLevel.Error, "forged\n2026-11-21 10:00:00,123 INFO Model kept", new InvalidOperationException("one\ntwo")));

        string[] lines = File.ReadAllLines(LogPath);
        Assert.Equal("2026-11-21 10:00:00,123 ERROR forged 2026-11-21 10:00:00,123 INFO Model kept", lines[0]);
        Assert.Equal(["    System.InvalidOperationException: one", "    two"], lines[1..]);
    }

    [Fact]
    public void Log_Secrets_AreTakenOut()
    {
        Write(new LogOptions(), log => Say(log, LogLevel.Information, "AccountKey=abc; https://a/b?sv=1&sig=def and http://c/api?code=ghi failed with code=7"));

        Assert.Equal("2026-11-21 10:00:00,123 INFO AccountKey=***; https://a/b?sv=1&sig=*** and http://c/api?code=*** failed with code=7\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void Log_CategoryOfOthers_IsNotWritten()
    {
        using (TrainingLogProvider provider = Provider(new LogOptions())) Say(provider.CreateLogger("Microsoft.AspNetCore"), LogLevel.Critical, "an address");

        Assert.False(File.Exists(LogPath));
    }

    [Fact]
    public void Log_SwitchedOff_MakesNoFolder()
    {
        Write(new LogOptions { LogToFile = false }, log => Say(log, LogLevel.Critical, "x"));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Log_ManyThreads_EveryLineIsWholeAndInItsThreadsOrder()
    {
        const int Threads = 8;
        const int Lines = 500;
        Write(new LogOptions(), log => Parallel.For(0, Threads, thread =>
        {
            for (int i = 0; i < Lines; i++) Say(log, LogLevel.Information, $"{thread} {i} {new string('x', 200)}");
        }));

        string[][] lines = [.. File.ReadAllLines(LogPath).Select(line => line.Split(' '))];
        Assert.Equal(Threads * Lines, lines.Length);
        Assert.All(lines, line => Assert.Equal(200, line[5].Length));
        Assert.All(lines.GroupBy(line => line[3]), one => Assert.Equal(Enumerable.Range(0, Lines).Select(i => $"{i}"), one.Select(line => line[4])));
    }

    [Fact]
    public void Add_FileFull_TurnsOverAndKeepsFiveOldOnes()
    {
        using (TrainingLogFile file = new(LogPath, 20, warnings.Add))
        {
            for (int i = 0; i < 9; i++) file.Add($"line number {i} ..");
        }

        Assert.Equal(
            ["line number 8 ..", "line number 7 ..", "line number 6 ..", "line number 5 ..", "line number 4 ..", "line number 3 .."],
            Endings.Select(end => File.ReadAllText(LogPath + end).TrimEnd()));
        Assert.Equal(6, Directory.GetFiles(Path.GetDirectoryName(LogPath)!).Length);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Add_FileThereAlready_GoesOnBehindItAndCompletesACutLine()
    {
        folder.Write("logs/training_pipeline.log", "cut off in the mid");
        using (TrainingLogFile file = new(LogPath, 1000, warnings.Add)) file.Add("next");

        Assert.Equal("cut off in the mid\nnext\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void Add_FolderCannotBeMade_WarnsOnceAndGoesOn()
    {
        folder.Write("logs", "a file where the folder should be");
        using (TrainingLogFile file = new(LogPath, 1000, warnings.Add))
        {
            for (int i = 0; i < 100; i++) file.Add("x");
        }

        string warning = Assert.Single(warnings);
        Assert.StartsWith($"The log '{LogPath}' cannot be written: ", warning, StringComparison.Ordinal);
        Assert.EndsWith("The run goes on without it; further lines are tried and lost ones counted.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_DiskFullForAWhile_WarnsOnceCountsTheLinesAndMixesNone()
    {
        // The third and fourth open find no room; what was written in part before stays in the file.
        int opened = 0;
        using (TrainingLogFile file = new(LogPath, 1000, warnings.Add, path =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            FileStream real = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            return ++opened <= 2 ? new FullDisk(real, room: 10) : real;
        }))
        {
            file.Add("first");
            file.Add("second");
            file.Add("third");
            file.Add("fourth");
        }

        Assert.Single(warnings);
        Assert.Equal("first\nseco\n... 2 lines of the log could not be written here\nfourth\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void Add_AfterTheEnd_IsIgnored()
    {
        TrainingLogFile file = new(LogPath, 1000, warnings.Add);
        file.Add("before");
        file.Dispose();

        file.Add("after");

        Assert.Equal("before\n", File.ReadAllText(LogPath));
    }

    private static void Say(ILogger log, LogLevel level, string text, Exception? error = null) => log.Log(level, default, text, error, (said, _) => said);

    private TrainingLogProvider Provider(LogOptions options) => new(folder.Path, options, new ManualTimeProvider(Now), warnings.Add);

    private void Write(LogOptions options, Action<ILogger> write)
    {
        using TrainingLogProvider provider = Provider(options);
        write(provider.CreateLogger("ServerlessTraining.Tests"));
    }

    /// <summary>Takes so many bytes in all, a part of a write too.</summary>
    private sealed class FullDisk(FileStream real, int room) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => real.Length;

        public override long Position
        {
            get => real.Position;
            set => real.Position = value;
        }

        public override void Flush() => real.Flush();

        public override int Read(byte[] buffer, int offset, int count) => real.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => real.Seek(offset, origin);

        public override void SetLength(long value) => real.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count)
        {
            int left = (int)Math.Min(count, Math.Max(0, room - real.Length));
            real.Write(buffer, offset, left);
            if (left < count) throw new IOException("No space left on device.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) real.Dispose();
            base.Dispose(disposing);
        }
    }
}
