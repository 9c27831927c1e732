using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Gates;

public sealed class GateSettingsTests
{
    [Fact]
    public void For_NothingConfigured_IsTheDefault() =>
        Assert.Equal(GateCriteria.Default.CanonicalText, GateSettings.Create().For(Symbol.Parse("BTCUSDT")).CanonicalText);

    [Fact]
    public void For_SymbolWithItsOwnBounds_TakesTheRestFromAllSymbols()
    {
        GateSettings settings = GateSettings.Create(Bounds(("recall", 0.3), ("f1", 0.4)), Symbols(("btc/usdt", Bounds(("f1", 0.5)))));

        Assert.Equal("gate/1 recall>0.3 accuracy>0.6 roc_auc>0.61 f1>0.5 failed_folds=0", settings.For(Symbol.Parse("BTCUSDT")).CanonicalText);
        Assert.Equal("gate/1 recall>0.3 accuracy>0.6 roc_auc>0.61 f1>0.4 failed_folds=0", settings.For(Symbol.Parse("ETHUSDT")).CanonicalText);
    }

    [Fact]
    public void Create_SeveralErrors_ReportsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => GateSettings.Create(
            Bounds(("recall", 1.2), ("precision", 0.5)),
            Symbols(("BTC/USDT", Bounds(("f1", double.NaN))), ("BTCUSDT", Bounds()), ("a b", Bounds(("accuracy", -0.1))))));

        Assert.Equal(
            "The gates cannot be used: gates.precision is not a gate metric, allowed are recall, accuracy, roc_auc, f1; "
            + "gates.recall is 1.2, allowed is 0 or more and less than 1, because the metric must be above it; "
            + "gates.symbols.BTC/USDT.f1 is NaN, allowed is 0 or more and less than 1, because the metric must be above it; "
            + "gates.symbols has BTCUSDT twice, the second time as BTCUSDT, allowed is one entry a symbol; "
            + "gates.symbols.a b.accuracy is -0.1, allowed is 0 or more and less than 1, because the metric must be above it; "
            + "gates.symbols.a b is not a symbol, allowed are names as BTCUSDT or BTC/USDT.",
            error.Message);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.999, true)]
    [InlineData(1, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Create_BoundAtTheEdge_IsTakenWhereAMetricCanExceedIt(double bound, bool taken)
    {
        Exception? error = Record.Exception(() => GateSettings.Create(Bounds(("f1", bound))));

        Assert.Equal(taken, error is null);
    }

    private static Dictionary<string, double> Bounds(params (string Metric, double Bound)[] bounds) =>
        bounds.ToDictionary(b => b.Metric, b => b.Bound);

    private static Dictionary<string, IReadOnlyDictionary<string, double>> Symbols(params (string Symbol, Dictionary<string, double> Bounds)[] symbols) =>
        symbols.ToDictionary(s => s.Symbol, s => (IReadOnlyDictionary<string, double>)s.Bounds);
}
