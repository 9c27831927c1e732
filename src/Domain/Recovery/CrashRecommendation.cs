namespace ServerlessTraining.Domain.Recovery;

/// <summary>What to do with a crashed queue, and why, in words for its page and for a terminal. A recommendation only: whoever resumes or
/// starts again decides.</summary>
public sealed record CrashRecommendation(CrashAction Action, string Text)
{
    /// <summary>Below 10 % starting again is cheap; from 10 % to 50 %, both included, the checkpoint is worth resuming; above 50 % most of
    /// it is done.</summary>
    /// <param name="done">Configurations that have a result.</param>
    /// <param name="total">Configurations of the queue.</param>
    /// <param name="doneAtCheckpoint">How many had one at the last checkpoint; null where there is none.</param>
    /// <param name="left">Estimated time for the rest; null where it is not known.</param>
    public static CrashRecommendation For(int done, int total, int? doneAtCheckpoint = null, TimeSpan? left = null)
    {
        Check(done, total, doneAtCheckpoint, left);
        if (total == 0) return new CrashRecommendation(CrashAction.Finish, "The queue is empty: there is nothing to train, resuming closes it.");
        if (done == total) return new CrashRecommendation(CrashAction.Finish, $"All {total} are trained: resuming closes the queue.");
        CrashAction action = ((long)done * 10 < total, (long)done * 2 > total) switch
        {
            (true, _) => CrashAction.StartAgain,
            (_, true) => CrashAction.Resume,
            _ => CrashAction.ResumeFromCheckpoint,
        };
        return new CrashRecommendation(action, $"{Advice(action)}: {Facts(action, done, total, doneAtCheckpoint, left)}.");
    }

    private static string Advice(CrashAction action) => action switch
    {
        CrashAction.StartAgain => "To start again is cheap",
        CrashAction.ResumeFromCheckpoint => "Resume from the checkpoint",
        _ => "Resume, most of it is done",
    };

    private static string Facts(CrashAction action, int done, int total, int? doneAtCheckpoint, TimeSpan? left)
    {
        string checkpoint = (done - doneAtCheckpoint) switch
        {
            null => "no checkpoint, finished models are found by their keys",
            0 => "last checkpoint up to date",
            1 => "last checkpoint 1 model old",
            int models => $"last checkpoint {models} models old",
        };
        string estimate = left is { } time ? $"about {Duration(time)} left" : "time left not known";
        return $"trained {done} of {total} ({Percent(action, done, total)} %), {checkpoint}, {estimate}";
    }

    /// <summary>Rounded, but never across a boundary: 9.9 % must not read as the 10 % at which the advice changes, nor 99.9 % as
    /// all.</summary>
    private static int Percent(CrashAction action, int done, int total)
    {
        int rounded = (int)Math.Round(100.0 * done / total, MidpointRounding.AwayFromZero);
        return action switch
        {
            CrashAction.StartAgain => Math.Min(rounded, 9),
            CrashAction.Resume => Math.Clamp(rounded, 51, 99),
            _ => rounded,
        };
    }

    private static string Duration(TimeSpan time)
    {
        long minutes = (long)Math.Ceiling(time.TotalMinutes);
        return minutes < 60 ? $"{minutes} min" : $"{minutes / 60} h {minutes % 60} min";
    }

    private static void Check(int done, int total, int? doneAtCheckpoint, TimeSpan? left)
    {
        Faults faults = new("Nothing can be recommended");
        if (total < 0) faults.Add($"total is {total}, allowed is 0 or more");
        if (done < 0 || done > total) faults.Add($"done is {done}, allowed is 0 to the total of {total}");
        if (doneAtCheckpoint < 0 || doneAtCheckpoint > done) faults.Add($"the checkpoint has {doneAtCheckpoint}, allowed is 0 to the {done} that are done");
        if (left < TimeSpan.Zero) faults.Add("the time left is negative, allowed is 0 or more");
        faults.Throw();
    }
}
