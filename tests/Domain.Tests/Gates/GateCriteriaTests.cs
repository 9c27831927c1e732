using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Gates;

public sealed class GateCriteriaTests
{
    private const string DefaultText = "gate/1 recall>0.35 accuracy>0.6 roc_auc>0.61 f1>0.45 failed_folds=0";

    [Fact]
    public void CanonicalText_OfTheDefault_NamesEveryCriterion() => Assert.Equal(DefaultText, GateCriteria.Default.CanonicalText);

    [Fact]
    public void Fingerprint_OfTheDefault_IsTheHashOfItsText() =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DefaultText))), GateCriteria.Default.Fingerprint);

    [Fact]
    public void Fingerprint_OfAnotherBound_IsAnother() =>
        Assert.NotEqual(GateCriteria.Default.Fingerprint, GateSettings.Create(new Dictionary<string, double> { ["f1"] = 0.4500001 }).For(Symbol.Parse("BTCUSDT")).Fingerprint);

    [Fact]
    public void Parse_AnyCriteriaOnceWritten_GivesThemBack() => Property.Holds(random =>
    {
        Dictionary<string, double> bounds = GateCriteria.Metrics.ToDictionary(metric => metric, _ => random.NextDouble());
        GateCriteria criteria = GateSettings.Create(bounds).For(Symbol.Parse("BTCUSDT"));

        GateCriteria read = GateCriteria.Parse(criteria.CanonicalText);

        Assert.Equal(criteria.Bounds, read.Bounds);
        Assert.Equal(criteria.Fingerprint, read.Fingerprint);
    });

    [Theory]
    [InlineData("")]
    [InlineData("gate/2 recall>0.35 accuracy>0.6 roc_auc>0.61 f1>0.45 failed_folds=0")]
    [InlineData("gate/1 accuracy>0.6 recall>0.35 roc_auc>0.61 f1>0.45 failed_folds=0")]
    [InlineData("gate/1 recall>0.35 accuracy>0.6 roc_auc>0.61 f1>0.45 failed_folds=1")]
    [InlineData("gate/1 recall>0.35 accuracy>0.6 roc_auc>0.61 f1>1.45 failed_folds=0")]
    [InlineData("gate/1 recall>0.350 accuracy>0.6 roc_auc>0.61 f1>0.45 failed_folds=0")]
    [InlineData("gate/1 recall>0.35 accuracy>0.6 roc_auc>0.61 failed_folds=0")]
    public void Parse_TextThatIsNotStoredSo_IsRefused(string text)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => GateCriteria.Parse(text));

        Assert.Equal($"'{text}' is not a gate as it is stored. It must read like '{DefaultText}', with the same metrics in the same order.", error.Message);
    }

    [Fact]
    public void Evaluate_AllAbove_PassesAndSaysSo()
    {
        GateResult result = GateCriteria.Default.Evaluate(Evidence(0.41, 0.64, 0.66, 0.5));

        Assert.True(result.Passed);
        Assert.Equal(GateCriteria.Default.Fingerprint, result.CriteriaFingerprint);
        Assert.All(result.Checks, check => Assert.Null(check.MissedBy));
        Assert.Equal(
            ["recall 0.410 is above 0.350", "accuracy 0.640 is above 0.600", "roc_auc 0.660 is above 0.610", "f1 0.500 is above 0.450", "failed_folds 0 of 3"], result.Explain());
    }

    [Fact]
    public void Evaluate_SomeBelow_JudgesAllAndSaysByHowMuch()
    {
        GateResult result = GateCriteria.Default.Evaluate(Evidence(0.312, 0.64, 0.5, 0.5, failed: 2));

        Assert.False(result.Passed);
        Assert.Equal(
            [
                "recall 0.312 must be above 0.350: missed by 0.038",
                "accuracy 0.640 is above 0.600",
                "roc_auc 0.500 must be above 0.610: missed by 0.110",
                "f1 0.500 is above 0.450",
                "failed_folds 2 of 3 must be 0: missed by 2",
            ],
            result.Explain());
        Assert.Equal(0.038, result.Checks[0].MissedBy!.Value, 1e-12);
        Assert.Equal(2, result.Checks[^1].MissedBy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_OneCriterionMissed_DoesNotPass(int which)
    {
        double[] values = [0.9, 0.9, 0.9, 0.9];
        values[which] = 0.1;

        GateResult result = GateCriteria.Default.Evaluate(Evidence(values[0], values[1], values[2], values[3]));

        Assert.False(result.Passed);
        Assert.Equal(which, Assert.Single(result.Checks.Index(), check => !check.Item.Passed).Index);
    }

    [Fact]
    public void Evaluate_OneFailedFold_DoesNotPass() =>
        Assert.False(GateCriteria.Default.Evaluate(Evidence(0.9, 0.9, 0.9, 0.9, failed: 1)).Passed);

    [Fact]
    public void Evaluate_ValueOnTheBound_IsNotEnough()
    {
        GateCheck check = GateCriteria.Default.Evaluate(Evidence(0.35, 0.64, 0.66, 0.5)).Checks[0];

        Assert.False(check.Passed);
        Assert.Equal(0, check.MissedBy);
        Assert.Equal("recall 0.350 must be above 0.350: the bound itself is not enough", check.Text);
    }

    [Theory]
    [InlineData(0.34996, "recall 0.34996 must be above 0.35000: missed by 0.00004")]
    [InlineData(0.3496, "recall 0.3496 must be above 0.3500: missed by 0.0004")]
    [InlineData(0.3500001, "recall 0.3500001 is above 0.3500000")]
    public void Explain_ValueNearTheBound_TellsThemApart(double recall, string line) =>
        Assert.Equal(line, GateCriteria.Default.Evaluate(Evidence(recall, 0.64, 0.66, 0.5)).Explain()[0]);

    [Fact]
    public void Evaluate_UndefinedOrMissingMetric_DoesNotPassAndGivesTheReason()
    {
        Dictionary<string, MetricValue> metrics = Metrics(0.5, 0.64, 0.66, 0.5);
        metrics["roc_auc"] = MetricValue.Undefined("only one class in the report part");
        metrics.Remove("f1");

        GateResult result = GateCriteria.Default.Evaluate(new GateEvidence(metrics, 3, 0));

        Assert.False(result.Passed);
        Assert.Null(result.Checks[2].MissedBy);
        Assert.Equal("roc_auc is undefined (only one class in the report part) and must be above 0.610", result.Checks[2].Text);
        Assert.Equal("f1 is undefined (it was not reported) and must be above 0.450", result.Checks[3].Text);
    }

    [Fact]
    public void Evaluate_NoFoldAtAll_DoesNotPass()
    {
        GateResult result = GateCriteria.Default.Evaluate(new GateEvidence(Metrics(0.9, 0.9, 0.9, 0.9), 0, 0));

        Assert.False(result.Passed);
        Assert.Equal("failed_folds is undefined (no fold was trained) and must be 0", result.Explain()[^1]);
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(3, -1)]
    [InlineData(-1, 0)]
    public void GateEvidence_ImpossibleFolds_IsRefused(int folds, int failed)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new GateEvidence(Metrics(1, 1, 1, 1), folds, failed));

        Assert.Equal($"{failed} of {folds} folds cannot have failed. Allowed are 0 or more folds and from 0 to all of them failed.", error.Message);
    }

    private static GateEvidence Evidence(double recall, double accuracy, double rocAuc, double f1, int failed = 0) =>
        new(Metrics(recall, accuracy, rocAuc, f1), 3, failed);

    private static Dictionary<string, MetricValue> Metrics(double recall, double accuracy, double rocAuc, double f1) => new()
    {
        ["recall"] = MetricValue.Of(recall),
        ["accuracy"] = MetricValue.Of(accuracy),
        ["roc_auc"] = MetricValue.Of(rocAuc),
        ["f1"] = MetricValue.Of(f1),
    };
}
