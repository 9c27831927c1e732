using NCrontab;
using ServerlessTraining.Orchestration.Presets.Freshness;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

public sealed class PresetUpkeepTests
{
    private static readonly DateTimeOffset Sunday = new(2026, 1, 4, 4, 2, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, true)]
    [InlineData("2025-12-28T04:00:00Z", true)]
    [InlineData("2026-01-04T03:55:00Z", true)]
    [InlineData("2026-01-04T04:00:01Z", false)]
    public void IsDue_SundaysAtFour_OnceForEachTime(string? lastStart, bool due) =>
        Assert.Equal(due, PresetUpkeep.IsDue(Of("0 0 4 * * 0"), lastStart is null ? null : DateTimeOffset.Parse(lastStart, null), Sunday));

    [Fact]
    public void IsDue_NeverStartedAndLongAgo_Waits() => Assert.False(PresetUpkeep.IsDue(Of("0 0 4 * * 0"), null, Sunday.AddHours(1)));

    [Fact]
    public void IsDue_NoHostRanAtTheTime_IsMadeUpForWithinADay()
    {
        DateTimeOffset before = Sunday.AddDays(-7);

        Assert.True(PresetUpkeep.IsDue(Of("0 0 4 * * 0"), before, Sunday.AddHours(20)));
        Assert.False(PresetUpkeep.IsDue(Of("0 0 4 * * 0"), before, Sunday.AddHours(30)));
    }

    [Theory]
    [InlineData("off", true)]
    [InlineData("0 0 4 * * 0", true)]
    [InlineData("0 4 * * 0", false)]
    [InlineData("0 0 0 31 2 *", false)]
    [InlineData("at noon", false)]
    public void TryParse_TellsSchedulesFromOtherTexts(string text, bool isOne) => Assert.Equal(isOne, PresetUpkeep.TryParse(text, out _));

    private static CrontabSchedule Of(string text) => PresetUpkeep.TryParse(text, out CrontabSchedule? schedule) ? schedule! : throw new InvalidOperationException(text);
}
