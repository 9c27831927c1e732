using System.Globalization;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>What becomes of a fold whose trainer does not answer, or answers wrongly: its row as it is to be written. No storage, no clock.</summary>
internal sealed class FoldRules(FoldTaskOptions options)
{
    // A fold may be moved and tried a hundred times; whoever reads of it wants to know of the last.
    private const int MostNotes = 20;

    // Reviews come as far apart as a wait lasts. One that is a moment early must not put everything off until the next.
    private const double NearEnough = 0.99;

    public bool IsSilent(FoldTaskRow row, DateTimeOffset now) => row.State == FoldTaskState.Running && now - row.HeartbeatAt >= options.SilentAfter;

    /// <summary>Also where it was never dispatched: somebody waits for it all the same, so its row was reopened meanwhile.</summary>
    public bool IsUntaken(FoldTaskRow row, DateTimeOffset now) => row.IsFree && (row.DispatchedAt is not { } put || now - put >= NearEnough * options.UntakenAfter);

    /// <summary>Somebody asks for it: where nobody works on it, it waits anew in the queue that he wants. A living try is left alone.</summary>
    public FoldTaskRow Asked(FoldTaskRow row, string queue, DateTimeOffset now)
    {
        if (IsSilent(row, now)) return Silent(row, queue, now);
        return row.IsFree ? Queued(row, queue, now) : row;
    }

    /// <summary>Its try went silent. Another may have it, where the task lies; the last one ends it. Either way the claim is over, should its owner be alive after all.</summary>
    public FoldTaskRow Silent(FoldTaskRow row, string queue, DateTimeOffset now)
    {
        FoldTaskRow noted = WithSilence(row);
        return row.Attempts >= options.MaxAttempts ? Exhausted(noted, now) : Queued(noted, row.Queue ?? queue, now);
    }

    /// <summary>Nobody took it. It goes to the CPUs, which train any model. Nobody is there at all where so many dispatches in a row were lost.</summary>
    /// <param name="row">As it is.</param>
    /// <param name="queue">Where it lies, if the row does not say.</param>
    /// <param name="isServed">Whether a trainer gave a sign from its queue since it was dispatched: then the queue is long, and it waits lawfully.</param>
    /// <param name="now">The time.</param>
    public FoldTaskRow Untaken(FoldTaskRow row, string queue, bool isServed, DateTimeOffset now)
    {
        if (row.DispatchedAt is null) return Queued(row, queue, now);
        string lies = row.Queue ?? queue;
        IReadOnlyList<FoldWait> waits = row.Waits.Count > 0 ? row.Waits : [new FoldWait(lies, row.DispatchedAt.Value)];
        int lost = isServed ? 0 : row.LostDispatches + 1;
        FoldTaskRow again = row with { State = FoldTaskState.Queued, DispatchedAt = now, LostDispatches = lost, Waits = waits };
        if (lies != FoldQueues.Cpu)
        {
            string note = Text($"nobody took it from {lies} in the {Minutes(now - waits[^1].Since)} since {waits[^1].Since:u}; it went to {FoldQueues.Cpu}");
            return Noted(again, note) with { Waits = [.. waits, new FoldWait(FoldQueues.Cpu, now)] };
        }

        return lost >= options.MaxAttempts ? Failed(again, Nobody(again), now) : again;
    }

    /// <summary>It was answered, and the answer is of no use.</summary>
    public FoldTaskRow Rejected(FoldTaskRow row, string fault, string queue, DateTimeOffset now)
    {
        // Without its owner, so that the files of the try are nobody's and are swept.
        FoldTaskRow noted = Noted(row, Text($"try {row.Attempts} answered, but {fault}")) with { Owner = null, HeartbeatAt = null, Progress = 0 };
        if (row.Attempts < options.MaxAttempts) return Queued(noted, row.Queue ?? queue, now);
        return Failed(noted, Text($"{Tries(row)}, and the last answer cannot be used: {fault}. Look at what writes to or deletes from the data account, then start it again"), now);
    }

    /// <summary>An earlier version of the program planned it, and its trainers are gone, so that nobody would ever take it. Null while one of them may still come.</summary>
    /// <param name="row">As it is.</param>
    /// <param name="version">Which planned it.</param>
    /// <param name="sign">The last one from its queue by a trainer of that version; null where none ever gave one.</param>
    /// <param name="now">The time.</param>
    public FoldTaskRow? Outdated(FoldTaskRow row, string version, DateTimeOffset? sign, DateTimeOffset now)
    {
        if (row.DispatchedAt is not { } put) return null;
        DateTimeOffset last = new[] { put, row.HeartbeatAt ?? put, sign ?? put }.Max();
        if (now - last < options.SilentAfter) return null;
        string reason = Text($"it was planned by version {version} of the program, which no trainer on {row.Queue} has any more (last sign {last:u}); this is version {BuildInfo.Version}. ")
            + "Start it again, and it is planned anew";
        return Failed(WithSilence(row), reason, now);
    }

    /// <summary>Its tries are used up.</summary>
    public FoldTaskRow Exhausted(FoldTaskRow row, DateTimeOffset now)
    {
        string error = row.Reason is null ? "" : $". The last error was: {row.Reason.TrimEnd('.')}";
        string tries = row.Notes.Count == 0 ? "" : $": {string.Join("; ", row.Notes)}";
        string reason = $"{Tries(row)} and none gave a result{tries}{error}. A try is given up when it gives no sign for {Minutes(options.SilentAfter)}: its process was killed, "
            + "ran out of memory or lost the network. Look at the log of the trainer at these times (in Azure: az containerapp job execution list), then start it again";
        return Failed(row, reason, now);
    }

    /// <summary>Its try has given no sign for too long, as far as whoever takes the fold over can see.</summary>
    public static FoldTaskRow WithSilence(FoldTaskRow row) =>
        row.State == FoldTaskState.Running ? Noted(row, Text($"try {row.Attempts} went silent at {row.HeartbeatAt:u}")) : row;

    /// <summary>Its try ends, and its message shows again where it was: from now on it waits, however long ago it was dispatched.</summary>
    public static FoldTaskRow GivenBack(FoldTaskRow row, DateTimeOffset now) => row with
    {
        State = FoldTaskState.Queued,
        HeartbeatAt = null,
        DispatchedAt = now,
        Waits = row.Queue is { } queue ? [new FoldWait(queue, now)] : [],
    };

    private static FoldTaskRow Queued(FoldTaskRow row, string queue, DateTimeOffset now) =>
        row with { State = FoldTaskState.Queued, DispatchedAt = now, LostDispatches = 0, Waits = [new FoldWait(queue, now)] };

    private static FoldTaskRow Failed(FoldTaskRow row, string reason, DateTimeOffset now) => row with { State = FoldTaskState.Failed, HeartbeatAt = now, Reason = reason };

    private static FoldTaskRow Noted(FoldTaskRow row, string note) => row with { Notes = [.. row.Notes.Append(note).TakeLast(MostNotes)] };

    private static string Nobody(FoldTaskRow row)
    {
        string waits = string.Join(", ", row.Waits.Select(wait => Text($"on {wait.Queue} since {wait.Since:u}")));
        return Text($"nobody has taken it: {waits}, and no trainer of its version took anything else from there in {row.LostDispatches} dispatches. ")
            + "See that a trainer runs (locally: ./st health; in Azure: az containerapp job execution list), then start it again";
    }

    private string Tries(FoldTaskRow row) => Text($"{row.Attempts} of {options.MaxAttempts} tries were made");

    private static string Minutes(TimeSpan time) => time < TimeSpan.FromMinutes(1) ? Text($"{time.TotalSeconds:0.#} s") : Text($"{time.TotalMinutes:0} min");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
