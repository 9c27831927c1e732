using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class TrialLedgerTextTests
{
    [Fact]
    public void Lines_KnownLedger_AreSortedByKindAndKey()
    {
        TrialLedger ledger = new TrialLedger("BTCUSDT 1h", "a1b2").Record(
            TrialLook.Of(TrialKind.FinalSegment, "run 7"),
            TrialLook.Of(TrialKind.Strategy, "c2", [MetricValue.Of(0.5), MetricValue.Of(0.25), MetricValue.Undefined("it never traded")]),
            TrialLook.Of(TrialKind.Configuration, "c2"),
            TrialLook.Of(TrialKind.Configuration, "c1"));

        Assert.Equal(
            [
                "trial-ledger-1\tBTCUSDT 1h\ta1b2",
                "configuration\tc1\t1\t0\t0\t0",
                "configuration\tc2\t1\t0\t0\t0",
                "strategy\tc2\t3\t2\t0.375\t0.03125",
                "final_segment\trun 7\t1\t0\t0\t0",
            ],
            TrialLedgerText.Lines(ledger));
    }

    [Fact]
    public void Parse_StoredLedger_GivesItBack() => Property.Holds(random =>
    {
        TrialLedger ledger = new TrialLedger("BTCUSDT 1h", "a1b2").Record(TrialLedgerTests.RandomLooks(random));

        TrialLedger read = TrialLedgerText.Parse(TrialLedgerText.Lines(ledger));

        Assert.Equal(ledger.Looks, read.Looks);
        Assert.Equal(("BTCUSDT 1h", "a1b2"), (read.Market, read.DataFingerprint));
    });

    [Theory]
    [InlineData(1, "trial-ledger-2\tm\tf")]
    [InlineData(2, "trial-ledger-1\tm\tf", "strategy\tk\t1\t0\t0")]
    [InlineData(2, "trial-ledger-1\tm\tf", "tactic\tk\t1\t0\t0\t0")]
    [InlineData(3, "trial-ledger-1\tm\tf", "strategy\tk\t1\t0\t0\t0", "strategy\tk\t-1\t0\t0\t0")]
    [InlineData(2, "trial-ledger-1\tm\tf", "strategy\tk\t1\t0\tx\t0")]
    public void Parse_BrokenLine_IsRefusedWithItsNumber(int number, params string[] lines) => Expect.Refused(
        $"Line {number} of a stored ledger cannot be read: '{lines[^1]}'. The first line is 'trial-ledger-1', market and data fingerprint, every other "
        + "kind, key, looks, Sharpe ratios, their mean and squared deviations, with tabs between.",
        () => TrialLedgerText.Parse(lines));

    [Fact]
    public void Parse_ImpossibleCounts_AreRefusedWithTheirLine() => Expect.Refused(
        "Line 2 of a stored ledger: 2 Sharpe ratios cannot come of 1 looks.",
        () => TrialLedgerText.Parse(["trial-ledger-1\tm\tf", "strategy\tk\t1\t2\t0\t0"]));

    [Fact]
    public void Parse_NoLine_IsRefused() => Expect.Refused(
        "A stored ledger begins with a line 'trial-ledger-1', but there is no line. Read the whole text.", () => TrialLedgerText.Parse([]));
}
