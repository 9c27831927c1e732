using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Storage.Feeds;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>Takes the files of a drop folder that nobody writes to any more.</summary>
internal sealed class DropFolder(BarService bars, TimeProvider clock, ILogger<DropFolder> logger)
{
    /// <summary>Of one file, unpacked: 1 GB.</summary>
    public const long MostBytes = 1L << 30;

    private const string Done = "done";
    private const string Failed = "failed";

    /// <param name="feed">Which.</param>
    /// <param name="seen">What was there at the last look.</param>
    /// <param name="tally">Gets what came, and what was seen now.</param>
    /// <param name="beat">Called before each file.</param>
    /// <param name="cancellationToken">Ends the pull; a file is merged as a whole or not.</param>
    public async Task PullAsync(FileFeed feed, IReadOnlyList<SeenFile> seen, FeedTally tally, Func<Task> beat, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(feed.Folder)) throw new FeedException($"The folder of feed {feed.Name} is not there. Make it, or correct 'folder' in the file of feeds.");
        SeenFile[] files = [.. Look(feed.Folder)];
        SeenFile[] still = [.. files.Where(file => seen.Contains(file))];
        tally.Seen = [.. files.Except(still)];
        foreach (SeenFile file in tally.Seen) tally.Note($"{file.Name} waits for the next look: it may still be written to");
        foreach (SeenFile file in still)
        {
            await beat();
            await TakeAsync(feed, file.Name, tally, cancellationToken);
        }
    }

    // In the order of names, so that parts that are numbered are merged as they are numbered. A link could lead anywhere and is left alone.
    private static IEnumerable<SeenFile> Look(string folder) =>
        from file in new DirectoryInfo(folder).EnumerateFiles()
        where FeedFileName.IsCandidate(file.Name) && !file.Attributes.HasFlag(FileAttributes.ReparsePoint)
        orderby file.Name
        select new SeenFile(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));

    private async Task TakeAsync(FileFeed feed, string name, FeedTally tally, CancellationToken cancellationToken)
    {
        string path = Path.Combine(feed.Folder, name);
        try
        {
            BarMergeReport report = await MergeAsync(feed, path, name, cancellationToken);
            tally.Add(report);
            tally.Note($"{name}: {report.Added} added, {report.Replaced} replaced, {report.Kept} kept, {report.Equal} equal");
            Move(path, feed.Folder, Done);
        }
        catch (Exception refused) when (refused is FeedException or BarCsvException or ConflictingBarsException or OtherCalendarException)
        {
            string reason = refused is ConflictingBarsException conflict ? $"{refused.Message}\n{string.Join('\n', conflict.First.Select(Line))}" : refused.Message;
            await File.WriteAllTextAsync($"{Move(path, feed.Folder, Failed)}.reason.txt", $"{name}: {reason}\n", cancellationToken);
            tally.Note($"{name} was refused: {refused.Message}");
            FeedLog.FileRefused(logger, feed.Name, name, refused.Message);
        }
    }

    private async Task<BarMergeReport> MergeAsync(FileFeed feed, string path, string name, CancellationToken cancellationToken)
    {
        if (!FeedFileName.TryParse(name, out Symbol symbol, out Timeframe timeframe)) throw new FeedException($"the name tells no market; {FeedFileName.Allowed} is needed");
        MarketCalendar calendar = await bars.CalendarAsync(symbol, timeframe, feed.Calendar, cancellationToken);
        await using FileStream stream = new(path, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.Asynchronous });
        return await bars.MergeAsync(await BarCsvReader.ReadAsync(stream, symbol, timeframe, calendar, MostBytes, cancellationToken), feed.Prefer, cancellationToken);
    }

    /// <returns>Where it lies now; a file of that name that was there before stays.</returns>
    private string Move(string path, string folder, string sub)
    {
        string target = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, sub)).FullName, Path.GetFileName(path));
        if (File.Exists(target)) target = Path.Combine(folder, sub, $"{clock.GetUtcNow():yyyyMMdd-HHmmss-fffffff}-{Path.GetFileName(path)}");
        File.Move(path, target);
        return target;
    }

    private static string Line(BarConflict pair) =>
        $"  {TimeInterval.Text(pair.Existing.OpenTime)}: stored {ConflictingBarsException.Values(pair.Existing)}; file {ConflictingBarsException.Values(pair.Incoming)}";
}
