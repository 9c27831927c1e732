using System.Globalization;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Tests.Training;

namespace ServerlessTraining.Orchestration.Tests.Candles;

/// <summary>A synthetic daily market with a signal that can be learned, and a candle in it.</summary>
internal static class CandleScene
{
    public const int Candle = 900;

    public static CandleOptions Options { get; } = new() { TrainYears = 2, TestWindowSize = 50, Params = new CandleParams { LearningRate = 0.1, NumLeaves = 15, MaxDepth = 4 } };

    public static BarSeries Market { get; } = MarketOf("DAILYUSDT");

    public static BarSeries MarketOf(string symbol) => SyntheticMarket.Generate(
        new SyntheticMarketOptions { Symbol = Symbol.Parse(symbol), Timeframe = Timeframe.D1, Seed = 21, Bars = 1200, SignalStrength = 0.8 }).Bars;

    public static CandleConfig Config(BarSeries bars, CandleOptions? options = null, int candle = Candle) =>
        CandleConfig.Of(bars.Symbol, bars.Timeframe, bars.OpenTime(candle), options ?? Options);

    public static TrainedCandle Train(
        BarSeries? bars = null, CandleOptions? options = null, IProgress<double>? progress = null, TimeProvider? clock = null, CancellationToken? cancellation = null)
    {
        BarSeries market = bars ?? Market;
        CandleConfig config = Config(market, options);
        CandleSplit split = CandleSplit.Of(market, config.CandleDate, config.Options());
        return new CandleTraining(TrainingScene.Types, threads: 1, clock ?? TimeProvider.System)
            .Run(config, split, progress ?? new StepLog(), cancellation ?? TestContext.Current.CancellationToken);
    }

    /// <summary>The files of the model itself.</summary>
    public static string ModelText(TrainedCandle trained) => string.Join(
        '\n', trained.Fit.Model.ToFiles().OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {Convert.ToHexString(file.Value)}"));

    /// <summary>predictions.csv, read by nothing of the product.</summary>
    public static IReadOnlyList<Line> Lines(string csv) =>
    [
        .. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(cells => new Line(
            DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), Number(cells[3]), Number(cells[4]),
            Number(cells[5]), Number(cells[6]))),
    ];

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    internal sealed record Line(DateTimeOffset Timestamp, string Part, int Window, double Probability, double Prediction, double Label, double Return);
}
