using ServerlessTraining.Domain.Recovery;

namespace ServerlessTraining.Domain.Tests.Recovery;

public sealed class CrashRecommendationTests
{
    [Theory]
    [InlineData(0, 40, CrashAction.StartAgain)]
    [InlineData(3, 40, CrashAction.StartAgain)]
    [InlineData(4, 40, CrashAction.ResumeFromCheckpoint)]
    [InlineData(20, 40, CrashAction.ResumeFromCheckpoint)]
    [InlineData(21, 40, CrashAction.Resume)]
    [InlineData(39, 40, CrashAction.Resume)]
    [InlineData(40, 40, CrashAction.Finish)]
    [InlineData(0, 0, CrashAction.Finish)]
    [InlineData(1_000_000_000, 2_000_000_000, CrashAction.ResumeFromCheckpoint)]
    [InlineData(1_000_000_001, 2_000_000_000, CrashAction.Resume)]
    [InlineData(199_999_999, 2_000_000_000, CrashAction.StartAgain)]
    public void For_AnyShareDone_RecommendsByItsBoundaries(int done, int total, CrashAction action) =>
        Assert.Equal(action, CrashRecommendation.For(done, total).Action);

    [Fact]
    public void For_AThirdDone_SaysTheFigures() => Assert.Equal(
        "Resume from the checkpoint: trained 13 of 40 (33 %), last checkpoint 2 models old, about 3 h 20 min left.",
        CrashRecommendation.For(13, 40, 11, TimeSpan.FromMinutes(200)).Text);

    [Fact]
    public void For_LittleDone_SaysThatStartingAgainIsCheap() => Assert.Equal(
        "To start again is cheap: trained 1 of 40 (3 %), no checkpoint, finished models are found by their keys, time left not known.", CrashRecommendation.For(1, 40).Text);

    [Fact]
    public void For_MostDone_SaysSo() => Assert.Equal(
        "Resume, most of it is done: trained 30 of 40 (75 %), last checkpoint 1 model old, about 12 min left.",
        CrashRecommendation.For(30, 40, 29, TimeSpan.FromSeconds(11.5 * 60)).Text);

    [Theory]
    [InlineData(999, 10_000, "To start again is cheap: trained 999 of 10000 (9 %), last checkpoint up to date, time left not known.")]
    [InlineData(5001, 10_000, "Resume, most of it is done: trained 5001 of 10000 (51 %), last checkpoint up to date, time left not known.")]
    [InlineData(9999, 10_000, "Resume, most of it is done: trained 9999 of 10000 (99 %), last checkpoint up to date, time left not known.")]
    public void For_ShareNextToABoundary_DoesNotReadAsTheBoundary(int done, int total, string text) =>
        Assert.Equal(text, CrashRecommendation.For(done, total, done).Text);

    [Fact]
    public void For_NothingLeft_SaysThatResumingCloses()
    {
        Assert.Equal("The queue is empty: there is nothing to train, resuming closes it.", CrashRecommendation.For(0, 0).Text);
        Assert.Equal("All 40 are trained: resuming closes the queue.", CrashRecommendation.For(40, 40).Text);
    }

    [Fact]
    public void For_ImpossibleFigures_ReportsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => CrashRecommendation.For(5, -1, 6, TimeSpan.FromSeconds(-1)));

        Assert.Equal(
            "Nothing can be recommended: total is -1, allowed is 0 or more; done is 5, allowed is 0 to the total of -1; "
            + "the checkpoint has 6, allowed is 0 to the 5 that are done; the time left is negative, allowed is 0 or more.",
            error.Message);
    }
}
