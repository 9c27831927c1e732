using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Tests.Folds;

public sealed class FoldTaskOptionsTests
{
    private static readonly FoldTaskOptions Wrong = new() { SilentAfter = TimeSpan.FromSeconds(31), MaxAttempts = 0 };

    [Fact]
    public void Validated_Defaults_AreGood() => Assert.Equal(5, new FoldTaskOptions().Validated().MaxAttempts);

    [Theory]
    [InlineData(0.01, "look is 00:00:00.0100000; 00:00:00.05 to 00:01:00 is allowed")]
    [InlineData(61, "look is 00:01:01; 00:00:00.05 to 00:01:00 is allowed")]
    [InlineData(31, "look is 00:00:31; at most the heartbeat (00:00:30) is allowed, which is written at a look")]
    public void Validated_LookOutOfRange_NamesWhatIsAllowed(double seconds, string expected)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new FoldTaskOptions { Look = TimeSpan.FromSeconds(seconds) }.Validated());

        Assert.Equal($"The fold task options cannot be used: {expected}.", error.Message);
    }

    /// <summary>Whoever works by them finds out when it is made, not with its first fold.</summary>
    [Fact]
    public void New_WrongOptions_AreRefusedWithAllThatIsWrong()
    {
        ServerlessTrainingException ofActivities = Assert.Throws<ServerlessTrainingException>(
            () => new FoldActivities(null!, null!, null!, Wrong, TimeProvider.System, NullLogger<FoldActivities>.Instance));
        ServerlessTrainingException ofConsumer = Assert.Throws<ServerlessTrainingException>(
            () => new FoldTaskConsumer(null!, null!, null!, Wrong, TimeProvider.System, NullLogger<FoldTaskConsumer>.Instance, null!));

        Assert.Equal(
            "The fold task options cannot be used: silent_after is 00:00:31; at least three heartbeats (00:01:30) are needed, so that one late beat is no death; "
            + "max_attempts is 0; 1 to 100 is allowed.",
            ofActivities.Message);
        Assert.Equal(ofActivities.Message, ofConsumer.Message);
    }
}
