using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class EmbargoTests
{
    private const string Allowed = "Allowed are none, 1 to 10000 bars ('24 bars'), or a time up to 365 days in minutes, hours or days ('90m', '36h', '2d').";

    [Theory]
    [InlineData("none", 0, 0, "none")]
    [InlineData("0", 0, 0, "none")]
    [InlineData("24 bars", 24, 0, "24 bars")]
    [InlineData("1bar", 1, 0, "1 bar")]
    [InlineData("90m", 0, 90, "90m")]
    [InlineData("36h", 0, 2160, "36h")]
    [InlineData("48h", 0, 2880, "2d")]
    [InlineData(" 2d ", 0, 2880, "2d")]
    public void Parse_EverySpelling_IsReadAndWrittenInOne(string text, int bars, int minutes, string written)
    {
        Embargo embargo = Embargo.Parse(text);

        Assert.Equal(bars, embargo.Bars);
        Assert.Equal(TimeSpan.FromMinutes(minutes), embargo.Time);
        Assert.Equal(written, embargo.ToString());
        Assert.Equal(embargo, Embargo.Parse(written));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("bars")]
    [InlineData("-1 bars")]
    [InlineData("10001 bars")]
    [InlineData("366d")]
    [InlineData("1w")]
    [InlineData("99999999999h")]
    public void Parse_AnythingElse_SaysWhatIsAllowed(string text)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Embargo.Parse(text));

        Assert.Equal($"'{text}' is not an embargo. {Allowed}", error.Message);
    }

    [Fact]
    public void OfBarsAndOfTime_OutOfRange_AreRefused()
    {
        Assert.Equal($"An embargo of -1 bars is not possible. {Allowed}", Assert.Throws<ServerlessTrainingException>(() => Embargo.OfBars(-1)).Message);
        Assert.Equal($"An embargo of 00:00:30 is not possible. {Allowed}", Assert.Throws<ServerlessTrainingException>(() => Embargo.OfTime(TimeSpan.FromSeconds(30))).Message);
    }
}
