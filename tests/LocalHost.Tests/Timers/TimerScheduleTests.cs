using ServerlessTraining.LocalHost.Timers;

namespace ServerlessTraining.LocalHost.Tests.Timers;

/// <summary>The cases of the change of the clock are those of Azure/azure-webjobs-sdk-extensions, Extensions/Timers/Scheduling/CronSchedule.cs.</summary>
public sealed class TimerScheduleTests
{
    /// <summary>Eight hours behind, seven from 02:00 of the 8th of March to 02:00 of the 1st of November.</summary>
    private static readonly TimeZoneInfo Coast = TimeZoneInfo.CreateCustomTimeZone(
        "coast",
        TimeSpan.FromHours(-8),
        "coast",
        "coast",
        "coast summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date,
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0, DateTimeKind.Unspecified), 3, 8),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0, DateTimeKind.Unspecified), 11, 1)),
        ]);

    [Theory]
    [InlineData("0 30 9 * * 1-5", "2026-03-06T09:30:00Z", "2026-03-09T09:30:00Z")]
    [InlineData("*/5 * * * *", "2026-03-06T09:31:00Z", "2026-03-06T09:35:00Z")]
    [InlineData("0 0 0 29 2 *", "2026-03-06T09:31:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("00:10:00", "2026-03-06T09:31:07Z", "2026-03-06T09:41:07Z")]
    [InlineData("2.00:00:00", "2026-03-06T09:31:07Z", "2026-03-08T09:31:07Z")]
    public void NextAfter_Utc_IsTheFirstTimeAfter(string schedule, string after, string next) => AssertNext(TimeZoneInfo.Utc, schedule, after, next);

    [Theory]
    [InlineData("0 30 9 * * *", "2026-01-06T00:00:00-08:00", "2026-01-06T09:30:00-08:00")]
    [InlineData("0 30 9 * * *", "2026-06-06T00:00:00-07:00", "2026-06-06T09:30:00-07:00")]
    [InlineData("0 30 9 * * *", "2026-06-06T07:00:00Z", "2026-06-06T09:30:00-07:00")]
    public void NextAfter_Zone_IsMeantByItsClock(string schedule, string after, string next) => AssertNext(Coast, schedule, after, next);

    /// <summary>02:30 does not exist on that day.</summary>
    [Fact]
    public void NextAfter_ClockGoesForward_ComesAsMuchLater() => AssertNext(Coast, "0 30 2 * * *", "2026-03-08T00:00:00-08:00", "2026-03-08T03:30:00-07:00");

    [Theory]
    [InlineData("2026-11-01T00:59:00-07:00", "2026-11-01T01:30:00-07:00")]
    [InlineData("2026-11-01T01:30:00-07:00", "2026-11-02T01:30:00-08:00")]
    [InlineData("2026-11-01T01:29:00-08:00", "2026-11-02T01:30:00-08:00")]
    public void NextAfter_ClockGoesBack_APointInTimeRunsOnce(string after, string next) => AssertNext(Coast, "0 30 1 * * *", after, next);

    [Theory]
    [InlineData("2026-11-01T00:30:00-07:00", "2026-11-01T01:00:00-07:00")]
    [InlineData("2026-11-01T01:00:00-07:00", "2026-11-01T01:30:00-07:00")]
    [InlineData("2026-11-01T01:30:00-07:00", "2026-11-01T01:00:00-08:00")]
    [InlineData("2026-11-01T01:00:00-08:00", "2026-11-01T01:30:00-08:00")]
    [InlineData("2026-11-01T01:30:00-08:00", "2026-11-01T02:00:00-08:00")]
    public void NextAfter_ClockGoesBack_ARepeatedOneGoesOn(string after, string next) => AssertNext(Coast, "0 */30 * * * *", after, next);

    [Fact]
    public void NextAfter_ClockGoesBackBeforeTheHoursOfTheSchedule_StaysInThem() =>
        AssertNext(Coast, "0 0 9-17 * * *", "2026-11-01T01:15:00-07:00", "2026-11-01T09:00:00-08:00");

    [Theory]
    [InlineData("every day")]
    [InlineData("0 61 * * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    [InlineData("")]
    public void Parse_NoSchedule_SaysWhatIsAllowed(string text) => Assert.Equal(
        $"'{text}' is no schedule. Allowed are six cron fields (second minute hour day month weekday), such as '0 */5 * * * *', or a time span above zero, such as '00:05:00'.",
        Assert.Throws<LocalHostException>(() => TimerSchedule.Parse(text, TimeZoneInfo.Utc)).Message);

    [Fact]
    public void Parse_DayThatNeverComes_IsRefused() => Assert.Equal(
        "The schedule '0 0 0 31 2 *' names a day that never comes.",
        Assert.Throws<LocalHostException>(() => TimerSchedule.Parse("0 0 0 31 2 *", TimeZoneInfo.Utc)).Message);

    private static void AssertNext(TimeZoneInfo zone, string schedule, string after, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next), TimerSchedule.Parse(schedule, zone).NextAfter(DateTimeOffset.Parse(after)));
}
