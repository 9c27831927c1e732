using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeThresholdTests
{
    [Theory]
    [InlineData(0, "0th")]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(21, "21st")]
    [InlineData(93, "93rd")]
    [InlineData(100, "100th")]
    [InlineData(99.1, "99.1th")]
    public void ToString_Percentile_HasItsEnglishSuffix(double percent, string ordinal) =>
        Assert.Equal($"{ordinal} percentile", RegimeThreshold.Percentile(percent).ToString());

    [Fact]
    public void Factories_ValueOutOfRange_SayWhatIsAllowed()
    {
        Assert.Equal("a percentile must be from 0 to 100, but is 100.5", Assert.Throws<ServerlessTrainingException>(() => RegimeThreshold.Percentile(100.5)).Message);
        Assert.Equal("the factor of an average must be above 0, but is -2", Assert.Throws<ServerlessTrainingException>(() => RegimeThreshold.Average(-2)).Message);
        Assert.Equal("a threshold must be a finite number, but is NaN", Assert.Throws<ServerlessTrainingException>(() => RegimeThreshold.Number(double.NaN)).Message);
    }

    [Fact]
    public void Number_NegativeZero_IsZero() => Assert.Equal("0", RegimeThreshold.Number(-0.0).ToString());
}
