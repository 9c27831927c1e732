using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

public sealed class TargetSettingsTests
{
    [Fact]
    public void Read_FileOfTheProduct_HopesForNothing() =>
        Assert.Null(TargetSettings.Read(File.ReadAllText(Repository.PathOf("configs", "targets.yaml")), "targets.yaml").For(Symbol.Parse("ETHUSDT")));

    [Fact]
    public void Read_Targets_AreTheWordsThatWereWritten()
    {
        TargetSettings targets = TargetSettings.Read("""targets: {ETH/USDT: {accuracy: "68-70 %", roc_auc: "0.7"}}""", "targets.yaml");

        Assert.Equal(new Dictionary<string, string> { ["accuracy"] = "68-70 %", ["roc_auc"] = "0.7" }, targets.For(Symbol.Parse("ETHUSDT")));
        Assert.Null(targets.For(Symbol.Parse("BTCUSDT")));
    }

    [Fact]
    public void Read_ManyFaults_TellsAllWithTheirLines()
    {
        DocumentException error = Assert.Throws<DocumentException>(() => TargetSettings.Read(
            """
            targets:
              ETHUSDT: {accuracy: 0.68}
              "?": {recall: much}
              BTCUSDT: {sharpe: "2"}
            """,
            "targets.yaml"));

        Assert.Equal([2, 3, 4], error.Errors.Select(one => one.Position.Line));
        Assert.Contains("put it in quotes to make it a text", error.Message, StringComparison.Ordinal);
        Assert.Contains("'?' is not a symbol; names such as BTCUSDT or BTC/USDT are allowed", error.Message, StringComparison.Ordinal);
    }
}
