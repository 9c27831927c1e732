using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class FoldOptionsTextTests
{
    private static readonly FoldOptions[] Known =
    [
        new() { Mode = FoldMode.Quick, Horizons = [1, 3] },
        new() { Mode = FoldMode.Full, Horizons = [5], EntryDelay = 2, Days = 90, MinTrainDays = 60, TestDays = 14, MaxFolds = 7, Embargo = Embargo.OfBars(24), TuneFraction = 0.2 },
        new() { Mode = FoldMode.Single, Horizons = [1], Candle = new DateTimeOffset(2026, 1, 5, 14, 30, 0, TimeSpan.FromHours(2)), SetFinalSegmentAside = false },
        new() { Mode = FoldMode.Cpcv, Horizons = [10], Groups = 8, TestGroups = 3, Embargo = Embargo.OfTime(TimeSpan.FromDays(2)) },
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Known.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Read_WhatWasWritten_IsEqual(int number)
    {
        FoldOptions options = Known[number];

        FoldOptions read = FoldOptionsText.Read(FoldOptionsText.Write(options));

        Assert.Equal(options.Horizons, read.Horizons);
        Assert.Equal(options, read with { Horizons = options.Horizons });
    }

    /// <summary>The text is in the key of every work.</summary>
    [Fact]
    public void Write_KnownOptions_IsTheRecordedText() => Assert.Equal(
        """{"days":90,"embargo":"24 bars","entry_delay":2,"groups":6,"horizons":[5],"max_folds":7"""
        + ""","min_train_days":60,"mode":"full","set_final_segment_aside":true,"test_days":14,"test_groups":2,"tune_fraction":0.2}""",
        FoldOptionsText.Write(Known[1]));

    [Fact]
    public void Write_HorizonsInAnotherOrder_IsTheSameText() => Assert.Equal(
        FoldOptionsText.Write(Known[0]), FoldOptionsText.Write(Known[0] with { Horizons = [3, 1, 3] }));

    [Fact]
    public void Read_WrongValues_TellsAllOfThem()
    {
        DocumentException error = Assert.Throws<DocumentException>(() =>
            FoldOptionsText.Read("""{"mode": "fast", "embargo": "long", "candle": "noon", "grops": 6}"""));

        Assert.All(
            (string[])["mode", "horizons", "embargo", "a time in UTC such as 2026-01-05T12:00:00Z", "grops"],
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
