using ServerlessTraining.Domain.Recovery;

namespace ServerlessTraining.Domain.Tests.Recovery;

public sealed class CrashDetectorTests
{
    private static readonly DateTimeOffset Now = RandomMarket.Start;
    private readonly CrashDetector detector = new(CrashDetector.DefaultDetectAfter);

    [Theory]
    [InlineData(0, false)]
    [InlineData(299.9, false)]
    [InlineData(300, true)]
    [InlineData(86_400, true)]
    [InlineData(-60, false)]
    public void IsCrashed_RunningQueue_DependsOnTheAgeOfTheBeat(double secondsAgo, bool crashed) =>
        Assert.Equal(crashed, detector.IsCrashed(true, Now.AddDays(-2), Now.AddSeconds(-secondsAgo), Now));

    [Fact]
    public void IsCrashed_QueueThatIsNotRunning_IsNot() => Assert.False(detector.IsCrashed(false, Now.AddDays(-2), Now.AddDays(-1), Now));

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    public void IsCrashed_NoBeatYet_CountsFromTheStart(int secondsAgo, bool crashed) =>
        Assert.Equal(crashed, detector.IsCrashed(true, Now.AddSeconds(-secondsAgo), null, Now));

    [Fact]
    public void IsCrashed_LongerPatience_Waits() =>
        Assert.False(new CrashDetector(TimeSpan.FromMinutes(10)).IsCrashed(true, Now, Now.AddMinutes(-9), Now));

    [Theory]
    [InlineData(59, "00:00:59")]
    [InlineData(86_401, "1.00:00:01")]
    public void CrashDetector_PatienceOutOfRange_IsRefused(int seconds, string text)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new CrashDetector(TimeSpan.FromSeconds(seconds)));

        Assert.Equal($"detect_crash_after is {text}, allowed is 00:01:00 to 1.00:00:00. The default is 00:05:00.", error.Message);
    }
}
