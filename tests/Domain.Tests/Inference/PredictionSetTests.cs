using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class PredictionSetTests
{
    private static readonly MethodPredictions None = MethodPredictions.Absent("not asked for");

    [Fact]
    public void Constructor_WrongWindowsAndMembers_ReportsAllAtOnce()
    {
        PredictionWindow[] windows = [new("", 10, 0), new("late", 5, 2, 4, 2), new("tuned", 8, 1, -1, 1)];
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => new PredictionSet(0, windows, MethodPredictions.Of(Returns("m", 5, 7)), None, MethodPredictions.Of(Returns("n", 9, 6))));

        Assert.Equal(
            """
            The predictions cannot be used:
            - the horizon is 0, but must be 1 or more bars.
            - window 0 ('') has no id.
            - window 0 ('') has 0 report rows, but needs at least 1.
            - window 1 ('late') has tune rows at bars 4 to 5, but they must lie between bar 0 and its first report bar 5.
            - window 1 ('late') starts at bar 5, but the window before it ends at bar 9; report windows must ascend and not overlap.
            - window 2 ('tuned') has tune rows at bars -1 to -1, but they must lie between bar 0 and its first report bar 8.
            - member 'm' of direct has 7 rows, but the windows have 6.
            """,
            error.Message);
    }

    [Fact]
    public void Constructor_MembersOfOtherHorizons_AreNamed()
    {
        PredictionWindow[] windows = [new("one", 10, 6)];
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => new PredictionSet(3, windows, MethodPredictions.Of(Returns("m", 5, 6)), None, MethodPredictions.Of(Returns("n", 3, 6), Returns("o", 4, 6))));

        Assert.Equal(
            """
            The predictions cannot be used:
            - member 'm' of direct has the horizon 5, but must have 3.
            - member 'o' of direct_multi has the horizon 4, but must have 1 to 3.
            """,
            error.Message);
    }

    [Fact]
    public void Constructor_NoWindows_IsRefused() =>
        Assert.Contains("there are no windows", Assert.Throws<ServerlessTrainingException>(() => new PredictionSet(1, [], None, None, None)).Message, StringComparison.Ordinal);

    [Fact]
    public void Member_WrongValues_ReportsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => new MemberPredictions("m", "model", 0, [0.5, 1.5], [double.NaN, double.NaN, double.PositiveInfinity]));

        Assert.Equal(
            """
            The predictions of member 'm' cannot be used:
            - its horizon is 0, but must be 1 or more bars.
            - it has 2 probabilities and 3 returns, but both must have one value a row.
            - its probability of row 1 is 1.5, but must be from 0 to 1, or NaN where there is none.
            - its return of row 2 is Infinity, but must be finite, or NaN where there is none.
            """,
            error.Message);
    }

    [Fact]
    public void Member_NeitherHead_IsRefused() => Assert.Contains(
        "it has neither probabilities nor returns",
        Assert.Throws<ServerlessTrainingException>(() => new MemberPredictions("m", "model", 1, null, null)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Of_MembersThatSpeakOfDifferentThings_NamesThem()
    {
        MemberPredictions direction = new("d", "model", 1, [0.5], null);

        Assert.Equal(
            "The members of a method must all forecast returns or all forecast probabilities, but 'd' forecast no returns and 'r' no probabilities.",
            Assert.Throws<ServerlessTrainingException>(() => MethodPredictions.Of(direction, Returns("r", 1, 1))).Message);
        Assert.False(MethodPredictions.Of(direction).UsesReturns);
        Assert.True(MethodPredictions.Of(new MemberPredictions("both", "model", 1, [0.5], [0.1])).UsesReturns);
    }

    [Fact]
    public void Of_SameNameTwice_IsRefused() => Assert.Equal(
        "The member name 'r' is there 2 times in one method; names must differ.",
        Assert.Throws<ServerlessTrainingException>(() => MethodPredictions.Of(Returns("r", 1, 1), Returns("r", 1, 1))).Message);

    [Fact]
    public void ScaleTo_ShorterHorizon_IsTheReturnABarTimesTheHorizon() => Assert.Equal(2.5, Returns("m", 2, 1).ScaleTo(5));

    private static MemberPredictions Returns(string name, int horizon, int rows) => new(name, "model", horizon, null, new double[rows]);
}
