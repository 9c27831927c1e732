using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Presets.Freshness;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

public sealed class DriftReportTests
{
    private static readonly double[] Even = [.. Enumerable.Range(0, 200).Select(i => (double)i)];
    private static readonly PresetDistribution Reference = PresetDistribution.Of(Even)!;

    /// <summary>One input that follows the price is no drift of the preset.</summary>
    [Fact]
    public void Of_OneOfThreeMoved_IsTheMedianAndNamesIt()
    {
        DriftReport report = DriftReport.Of(
            new Dictionary<string, PresetDistribution> { ["price"] = Reference, ["range"] = Reference, ["hour"] = Reference },
            new Dictionary<string, double[]> { ["price"] = [.. Even.Select(value => value + 500)], ["range"] = Even, ["hour"] = Even, ["unknown"] = Even });

        Assert.Equal((0.0, 200), (report.Index.Value, report.Rows));
        Assert.Equal("price", report.Furthest[0].Input);
        Assert.True(report.Furthest[0].Index.Value > 2);
    }

    [Fact]
    public void Of_MostMoved_HasDrifted() => Assert.True(
        DriftReport.Of(
            new Dictionary<string, PresetDistribution> { ["price"] = Reference, ["range"] = Reference },
            new Dictionary<string, double[]> { ["price"] = [.. Even.Select(value => value + 500)], ["range"] = [.. Even.Select(value => value + 100)] }).Index.Value > 0.25);

    [Fact]
    public void Of_NothingInCommon_SaysSo() => Assert.Equal(
        "none of its inputs can be compared with what it kept of them",
        DriftReport.Of(new Dictionary<string, PresetDistribution>(), new Dictionary<string, double[]> { ["price"] = Even }).Index.Reason);
}
