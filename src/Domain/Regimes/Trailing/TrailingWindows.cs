namespace ServerlessTraining.Domain.Regimes.Trailing;

/// <summary>
/// Summaries of all trailing windows of one length, by doubling: runs of 1, 2, 4 ... bars, and a window of 100 is made of runs of 4, 32 and 64.
/// A running sum (add what enters, take off what leaves) would carry its rounding errors on for ever, and a spike of a million would cost six
/// digits of every bar after it. Here a window is computed from its own bars only, always in the same order: whatever came before it, the
/// result is the same to the last bit. The cost is that of log2(window) sums a bar.
/// </summary>
internal static class TrailingWindows
{
    /// <param name="runs">One entry a bar, which is overwritten.</param>
    /// <param name="window">Bars.</param>
    /// <returns>The entry t covers the bars of the window that ends with t; entries before the first full window mean nothing.</returns>
    public static T[] Summarise<T>(T[] runs, int window)
        where T : struct, IWindowSummary<T>
    {
        T[] result = new T[runs.Length];
        int covered = 0;
        for (int length = 1; length <= window; length *= 2)
        {
            if ((window & length) != 0)
            {
                Prepend(runs, covered, result);
                covered += length;
            }

            if (length <= window / 2) Double(runs, length);
        }

        return result;
    }

    private static void Prepend<T>(T[] runs, int covered, T[] result)
        where T : struct, IWindowSummary<T>
    {
        if (covered == 0)
        {
            runs.CopyTo(result, 0);
            return;
        }

        for (int t = covered; t < result.Length; t++) result[t] = T.Merge(in runs[t - covered], in result[t]);
    }

    /// <summary>From the last bar to the first, so that the earlier half still has its old length when it is read.</summary>
    private static void Double<T>(T[] runs, int length)
        where T : struct, IWindowSummary<T>
    {
        for (int t = runs.Length - 1; t >= length; t--) runs[t] = T.Merge(in runs[t - length], in runs[t]);
    }
}
