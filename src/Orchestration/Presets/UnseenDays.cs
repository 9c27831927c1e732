using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>One fold that trains up to a bar and is tested on the days behind it, which nothing was chosen by. The final segment is not set aside: these days are it, or came after a
/// preset was made. Who looks says so in the ledger.</summary>
internal static class UnseenDays
{
    /// <param name="bars">All there are.</param>
    /// <param name="last">The last bar that training may know.</param>
    /// <param name="testDays">How many whole days are tested.</param>
    /// <param name="days">The window of training.</param>
    /// <param name="horizons">Of everything that is compared on the fold: they decide the purge, and with it which rows are tested.</param>
    public static FoldOptions Behind(BarSeries bars, int last, int testDays, int days, IReadOnlyList<int> horizons) => new()
    {
        Mode = FoldMode.Single,
        Candle = bars.OpenTime(last),
        Days = days,
        TestDays = testDays,
        Horizons = horizons,
        SetFinalSegmentAside = false,
    };
}
