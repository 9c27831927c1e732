using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class TrialLedgerTests
{
    private static readonly TrialLedger Empty = new("BTCUSDT 1h", "a1b2");

    [Fact]
    public void Record_TheSameLookTwice_CountsOnce()
    {
        TrialLook look = TrialLook.Of(TrialKind.Strategy, "config 1, bull_trending", 135);

        Assert.Equal(135, Empty.Record(look).Record(look, look).Total);
    }

    [Fact]
    public void Record_SameKeyOfAnotherKind_CountsByItself()
    {
        TrialLedger ledger = Empty.Record(TrialLook.Of(TrialKind.Configuration, "c"), TrialLook.Of(TrialKind.Seed, "c", 10), TrialLook.Of(TrialKind.Threshold, "c", 5));

        Assert.Equal(1, ledger.Count(TrialKind.Configuration));
        Assert.Equal(10, ledger.Count(TrialKind.Seed));
        Assert.Equal(5, ledger.Count(TrialKind.Threshold));
        Assert.Equal(0, ledger.Count(TrialKind.Strategy));
        Assert.Equal(16, ledger.Total);
    }

    [Fact]
    public void Record_FinalSegment_CountsEachRunThatOpensIt()
    {
        TrialLook first = TrialLook.Of(TrialKind.FinalSegment, "run 1");
        TrialLook second = TrialLook.Of(TrialKind.FinalSegment, "run 2");

        Assert.Equal(2, Empty.Record(first).Record(first).Record(second).Count(TrialKind.FinalSegment));
    }

    /// <summary>Each ledger reckons once and remembers; a grown one is another.</summary>
    [Fact]
    public void Record_AfterItWasAsked_IsInTheFiguresOfTheGrownLedgerOnly()
    {
        TrialLedger ledger = Empty.Record(TrialLook.Of(TrialKind.Strategy, "a", [MetricValue.Of(0.1), MetricValue.Of(0.2)]));
        DeflationInput before = ledger.Deflation();

        TrialLedger grown = ledger.Record(TrialLook.Of(TrialKind.Strategy, "b", [MetricValue.Of(0.9)]));

        Assert.Equal((2, 3), (ledger.Total, grown.Total));
        Assert.Equal((1, 2), (ledger.Keys, grown.Keys));
        Assert.Equal(before, ledger.Deflation());
        Assert.True(grown.Deflation().PerPeriodSharpeDeviation.Value > before.PerPeriodSharpeDeviation.Value);
    }

    [Fact]
    public void Record_FullerRecordOfAKey_Replaces()
    {
        TrialLook fewer = TrialLook.Of(TrialKind.Strategy, "c", 100);
        TrialLook more = TrialLook.Of(TrialKind.Strategy, "c", 135);

        Assert.Equal(135, Empty.Record(fewer).Record(more).Total);
        Assert.Equal(135, Empty.Record(more).Record(fewer).Total);
    }

    [Fact]
    public void Merge_AnyOrderAndRepetition_GivesTheSameLedger() => Property.Holds(random =>
    {
        TrialLedger a = Empty.Record(RandomLooks(random));
        TrialLedger b = Empty.Record(RandomLooks(random));
        TrialLedger c = Empty.Record(RandomLooks(random));

        AssertSame(a.Merge(b), b.Merge(a));
        AssertSame(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
        AssertSame(a, a.Merge(a));
        AssertSame(a.Merge(b), a.Merge(b).Merge(b));
        Assert.Equal(a.Merge(b).Merge(c).Deflation(), c.Merge(a.Merge(b)).Deflation());
    });

    [Fact]
    public void Record_LooksInAnyOrder_GivesTheSameLedger() => Property.Holds(random =>
    {
        TrialLook[] looks = RandomLooks(random);
        TrialLook[] shuffled = [.. looks.Select(look => (look, random.NextUInt64())).OrderBy(pair => pair.Item2).Select(pair => pair.look)];

        AssertSame(Empty.Record(looks), shuffled.Aggregate(Empty, (ledger, look) => ledger.Record(look)));
    });

    [Fact]
    public void Merge_LedgersOfOtherData_IsRefused() => Expect.Refused(
        "The ledger of BTCUSDT 1h (data a1b2) cannot take the looks at BTCUSDT 1h (data c3d4). Merge ledgers of one market and one data fingerprint.",
        () => Empty.Merge(new TrialLedger("BTCUSDT 1h", "c3d4")));

    [Fact]
    public void Deflation_AnyRecords_HasTheScatterOfAllRatios() => Property.Holds(random =>
    {
        double[] sharpes = Expect.Gaussians(random, 3 + random.Next(200), 0.05, 0.02);
        int cut = 1 + random.Next(sharpes.Length - 1);
        TrialLedger ledger = Empty.Record(
            TrialLook.Of(TrialKind.Strategy, "1", [.. sharpes[..cut].Select(value => MetricValue.Of(value))]),
            TrialLook.Of(TrialKind.Strategy, "2", [.. sharpes[cut..].Select(value => MetricValue.Of(value)), MetricValue.Undefined("it never traded")]));

        DeflationInput input = ledger.Deflation(effectiveTrials: 2);

        Assert.Equal(sharpes.Length + 1, input.Trials);
        Assert.Equal(2, input.EffectiveTrials);
        Expect.Near(Math.Sqrt(Statistics.SampleVariance(sharpes).Value!.Value), input.PerPeriodSharpeDeviation, 1e-14);
    });

    [Fact]
    public void Deflation_NoRatios_HasNoScatter() =>
        Expect.Undefined("none of 135 looks has a Sharpe ratio", Empty.Record(TrialLook.Of(TrialKind.Strategy, "c", 135)).Deflation().PerPeriodSharpeDeviation);

    [Fact]
    public void Look_BrokenParts_AreRefusedTogether() => Expect.Refused(
        "99 is not a kind of trial. The key of a look is 'a\tb'; it must have at least one letter and neither tabs nor line ends. A look counts at least 1, but 0 were given.",
        () => TrialLook.Of((TrialKind)99, "a\tb", 0));

    [Fact]
    public void Ledger_BrokenNames_AreRefusedTogether() => Expect.Refused(
        "The market of a ledger is ''; it must have at least one letter and neither tabs nor line ends. "
        + "The data fingerprint of a ledger is '\n'; it must have at least one letter and neither tabs nor line ends.",
        () => _ = new TrialLedger("", "\n"));

    /// <summary>Few keys, so that ledgers overlap, also with different records of one key.</summary>
    internal static TrialLook[] RandomLooks(SeededRandom random) =>
        [.. Enumerable.Range(0, random.Next(20)).Select(_ =>
        {
            TrialKind kind = (TrialKind)random.Next(5);
            string key = $"key {random.Next(6)}";
            return random.Next(2) == 0
                ? TrialLook.Of(kind, key, 1 + random.Next(3))
                : TrialLook.Of(kind, key, [.. Expect.Gaussians(random, 1 + random.Next(4)).Select(value => MetricValue.Of(value))]);
        })];

    private static void AssertSame(TrialLedger expected, TrialLedger actual) => Assert.Equal(TrialLedgerText.Lines(expected), TrialLedgerText.Lines(actual));
}
