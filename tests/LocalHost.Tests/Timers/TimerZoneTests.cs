using Microsoft.Extensions.Configuration;
using ServerlessTraining.LocalHost.Timers;

namespace ServerlessTraining.LocalHost.Tests.Timers;

public sealed class TimerZoneTests
{
    [Fact]
    public void Read_NoSetting_IsUtc() => Assert.Equal(TimeZoneInfo.Utc, TimerZone.Read(Settings(null)));

    [Fact]
    public void Read_UnknownZone_NamesSettingAndValue() => Assert.Equal(
        "WEBSITE_TIME_ZONE is 'Mars/Olympus', which is no time zone of this machine. Write it as in Europe/Berlin, or leave it out for UTC.",
        Assert.Throws<LocalHostException>(() => TimerZone.Read(Settings("Mars/Olympus"))).Message);

    private static IConfiguration Settings(string? zone) =>
        new ConfigurationBuilder().AddInMemoryCollection([new KeyValuePair<string, string?>("WEBSITE_TIME_ZONE", zone)]).Build();
}
