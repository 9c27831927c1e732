using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

public sealed class GateReaderTests
{
    [Fact]
    public void Read_FileOfTheProduct_IsTheLaw()
    {
        GateSettings settings = GateReader.Read(File.ReadAllText(Repository.PathOf("configs", "gates.yaml")), "gates.yaml");

        Assert.Equal(GateCriteria.Default.CanonicalText, settings.Common.CanonicalText);
        Assert.Empty(settings.Symbols);
    }

    [Fact]
    public void Read_SymbolOfItsOwn_KeepsTheCommonBoundsThatItLeavesOut()
    {
        GateSettings settings = GateReader.Read("gates: {accuracy: 0.55, symbols: {ETH/USDT: {recall: 0.4}}}", "gates.yaml");

        Assert.Equal("gate/1 recall>0.4 accuracy>0.55 roc_auc>0.61 f1>0.45 failed_folds=0", settings.For(Symbol.Parse("ETHUSDT")).CanonicalText);
        Assert.Equal("gate/1 recall>0.35 accuracy>0.55 roc_auc>0.61 f1>0.45 failed_folds=0", settings.For(Symbol.Parse("BTCUSDT")).CanonicalText);
        GateBounds bounds = GateBounds.Of(settings);
        Assert.Equal(0.55, bounds.Bounds["accuracy"]);
        Assert.Equal(("ETHUSDT", 0.4), (Assert.Single(bounds.Symbols).Symbol, bounds.Symbols[0].Bounds["recall"]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("gates:")]
    public void Read_NothingSaid_IsTheLaw(string yaml) => Assert.Equal(GateCriteria.Default.CanonicalText, GateReader.Read(yaml, "gates.yaml").Common.CanonicalText);

    [Fact]
    public void Read_ManyFaults_TellsAllWithTheirLines()
    {
        DocumentException error = Assert.Throws<DocumentException>(() => GateReader.Read(
            """
            gates:
              acuracy: 0.6
              f1: 1
              recall: high
              symbols:
                ETH USDT: {recall: 0.4}
                BTC/USDT: {recall: -1}
                BTCUSDT: {recall: 0.2}
            gate: 1
            """,
            "gates.yaml"));

        Assert.Equal(
            [
                (2, "gates.acuracy"), (3, "gates.f1"), (4, "gates.recall"), (6, "gates.symbols.ETH USDT"), (7, "gates.symbols.BTC/USDT.recall"), (8, "gates.symbols.BTCUSDT"),
                (9, "gate"),
            ],
            error.Errors.Select(one => (one.Position.Line, one.Path)));
        Assert.StartsWith("gates.yaml has 7 errors:", error.Message, StringComparison.Ordinal);
        Assert.Contains("is 1, which no metric can exceed; less than 1 is needed", error.Message, StringComparison.Ordinal);
        Assert.Contains("BTCUSDT is there already in another spelling; one entry a symbol is allowed", error.Message, StringComparison.Ordinal);
    }
}
