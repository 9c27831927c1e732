using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Presets.Generation;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

/// <summary>Reports of figures that are made up.</summary>
public sealed class HeldOutJudgeTests
{
    private static readonly TimeInterval Segment = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Report_BetterThanTheDefaults_SaysByHowMuchAndWhere()
    {
        HeldOutReport report = ReportOf(Side(0.58, 0.54, sharpe: 0.05), Side(0.55, 0.55, sharpe: 0.01));

        Assert.True(report.HeldOut.BeatsDefaults);
        Assert.StartsWith(
            "The preset beats the library's defaults on the held-out part: roc_auc 0.5600 against 0.5500, better by 0.01, better at 1 of 2 horizons. "
                + "Traded after costs the Sharpe ratio is ",
            report.HeldOut.Verdict, StringComparison.Ordinal);
        Assert.Contains("with 1 look at this market's data the probability that it is no luck is 0.9", report.HeldOut.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_WorseThanTheDefaults_SaysThatTheyWereNotBeaten()
    {
        HeldOutReport report = ReportOf(Side(0.54, 0.53, sharpe: 0.3), Side(0.56, 0.55, sharpe: 0));

        Assert.Equal((false, false), (report.HeldOut.BeatsDefaults, report.IsValidated));
        Assert.StartsWith(
            "The library's defaults were not beaten on the held-out part: roc_auc 0.5350 against 0.5550, worse by 0.02, better at 0 of 2 horizons.",
            report.HeldOut.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_EqualToTheDefaults_DoesNotBeatThem() =>
        Assert.Contains("0.5500 against 0.5500, they are equal", ReportOf(Side(0.55, 0.55, 0.1), Side(0.55, 0.55, 0.1)).HeldOut.Verdict, StringComparison.Ordinal);

    [Fact]
    public void Report_ObjectiveThatIsALoss_IsBetterWhereItIsLess() =>
        Assert.True(ReportOf(Side(0.5, 0.5, 0.1, logLoss: 0.68), Side(0.6, 0.6, 0.1, logLoss: 0.69), objective: "log_loss").HeldOut.BeatsDefaults);

    [Fact]
    public void Report_FigureThatIsMissing_BeatsNothing()
    {
        HeldOutReport report = ReportOf(Side(null, 0.7, 0.1), Side(0.5, 0.5, 0.1));

        Assert.False(report.HeldOut.BeatsDefaults);
        Assert.StartsWith(
            "Nothing was shown against the library's defaults: on the held-out part there is no roc_auc for both (preset none, defaults 0.5000).",
            report.HeldOut.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1_000_000, false)]
    public void Report_SharpeThatIsHigh_IsValidatedOnlyWhereFewLooksFoundIt(long looks, bool validated)
    {
        TrialLedger ledger = Ledger().Record(TrialLook.Of(TrialKind.Configuration, "trials", looks));

        Assert.Equal(validated, ReportOf(Side(0.58, 0.58, sharpe: 0.11), Side(0.5, 0.5, sharpe: 0), ledger: ledger).IsValidated);
    }

    [Theory]
    [InlineData(0.57, null)]
    [InlineData(0.59, "version 4 stays: on the held-out part the new one has roc_auc 0.5800 and version 4, trained on the same bars, 0.5900")]
    public void Report_CurrentVersion_StaysUnlessItIsBeaten(double current, string? kept) =>
        Assert.Equal(kept, ReportOf(Side(0.58, 0.58, 0.1), Side(0.5, 0.5, 0), Side(current, current, 0.1)).Kept);

    private static HeldOutReport ReportOf(HeldOutFigures preset, HeldOutFigures defaults, HeldOutFigures? current = null, string objective = "roc_auc", TrialLedger? ledger = null)
    {
        Dictionary<string, HeldOutFigures> sides = new() { [HeldOutSide.Preset] = preset, [HeldOutSide.Defaults] = defaults };
        if (current is not null) sides[HeldOutSide.Current] = current;
        return HeldOutJudge.ReportOf(PresetSpecOf.Ridge(1, 3) with { Objective = objective }, Segment, sides, ledger ?? Ledger(), current is null ? null : 4);
    }

    private static TrialLedger Ledger() => new TrialLedger("TESTUSDT 1h", "bars").Record(TrialLook.Of(TrialKind.FinalSegment, "this one"));

    /// <param name="first">The ROC AUC of horizon 1.</param>
    /// <param name="second">Of horizon 3.</param>
    /// <param name="sharpe">A bar.</param>
    private static HeldOutFigures Side(double? first, double? second, double sharpe, double logLoss = 0.69)
    {
        Dictionary<int, IReadOnlyDictionary<string, double?>> horizons = new()
        {
            [1] = new Dictionary<string, double?> { ["roc_auc"] = first, ["log_loss"] = logLoss },
            [3] = new Dictionary<string, double?> { ["roc_auc"] = second, ["log_loss"] = logLoss },
        };
        const int Bars = 1000;
        const double Deviation = 0.01;
        TradingSums sums = TradingSums.Empty with
        {
            Bars = Bars,
            MeanReturn = sharpe * Deviation,
            SquaredDeviations = Deviation * Deviation * (Bars - 1),
            FourthDeviations = 3 * Bars * Math.Pow(Deviation, 4),
            Trades = 40,
        };
        return new HeldOutFigures(horizons, TradingMetrics.From(sums, 8760));
    }
}
