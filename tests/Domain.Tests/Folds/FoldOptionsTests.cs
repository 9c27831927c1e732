using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class FoldOptionsTests
{
    [Fact]
    public void Validate_SeveralWrong_SaysAllAtOnce()
    {
        FoldOptions options = new()
        {
            Mode = FoldMode.Quick,
            Horizons = [1, 1001],
            EntryDelay = 101,
            Days = 0,
            MinTrainDays = 0,
            MaxFolds = 0,
            TuneFraction = 0.6,
            TestDays = 61,
            Candle = RandomMarket.Start,
        };

        AssertRefused(
            options,
            "horizons is 1001; from 1 to 1000 bars is allowed; entry_delay is 101; from 0 to 100 bars is allowed; days is 0; from 1 to 36500 days is allowed; " +
            "min_train_days is 0; from 1 to 36500 days is allowed; max_folds is 0; from 1 to 1000 folds is allowed; " +
            "tune_fraction is 0.6; from 0.05 to 0.5 of the training part is allowed; " +
            "test_days is 61; from 1 to 60 days in mode quick, whose next test begins then, is allowed; candle is only for mode single; leave it out");
    }

    [Fact]
    public void Validate_NoHorizonNoCandle_SaysWhatIsMissing() => AssertRefused(
        new FoldOptions { Mode = FoldMode.Single, Horizons = [], TuneFraction = double.NaN, TestDays = 0 },
        "horizons is empty; give at least one horizon; tune_fraction is NaN; from 0.05 to 0.5 of the training part is allowed; test_days is 0; from 1 to 36500 days is allowed; " +
        "candle is not set; mode single needs the open time of the last candle that training may know");

    [Fact]
    public void Validate_UnknownMode_ListsTheModes() => AssertRefused(
        new FoldOptions { Mode = (FoldMode)9, Horizons = [1] }, "mode is 9; quick, full, single, cpcv are allowed");

    [Theory]
    [InlineData(2, 1, "groups is 2; from 3 to 20 groups is allowed")]
    [InlineData(6, 6, "test_groups is 6; from 1 to 5 groups is allowed")]
    [InlineData(20, 3, "groups 20 and test_groups 3 make 1140 splits; up to 1000 are allowed")]
    public void Validate_CpcvGroups_AreInRange(int groups, int testGroups, string error) =>
        AssertRefused(new FoldOptions { Mode = FoldMode.Cpcv, Horizons = [1], Groups = groups, TestGroups = testGroups }, error);

    [Fact]
    public void Validate_CpcvWithWindows_SaysThatTheyAreNotForIt() => AssertRefused(
        new FoldOptions { Mode = FoldMode.Cpcv, Horizons = [1], Days = 100, TestDays = 21 },
        "test_days is not for mode cpcv, which tests groups; leave it out; days is not for mode cpcv, which trains on every group that is not tested; leave it out");

    [Fact]
    public void PurgeBars_SeveralHorizons_IsTheLongestAndTheDelay() =>
        Assert.Equal(12, new FoldOptions { Mode = FoldMode.Full, Horizons = [1, 10, 5], EntryDelay = 2 }.PurgeBars);

    private static void AssertRefused(FoldOptions options, string errors)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(options.Validate);

        Assert.Equal($"The fold options cannot be used: {errors}.", error.Message);
    }
}
