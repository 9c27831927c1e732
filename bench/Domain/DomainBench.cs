using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Bench.Domain;

/// <summary>The heavy parts of the rules, each on one thread: rates are work per second at the median time.</summary>
internal sealed class DomainBench : IBenchGroup
{
    private const int StrategyBars = 100_000;
    private const int FeatureBars = 175_000;
    private const int CsvBars = 1_000_000;
    private const int Horizon = 3;
    private const int Members = 4;
    private const ulong Seed = 20261121;

    public string Name => "domain";

    public Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<BenchRow>>([Strategies(), FeaturesV2(), .. Csv()]);

    private static BenchRow Strategies()
    {
        BarSeries bars = Synthetic(StrategyBars, Timeframe.H1);
        RegimeLabels regimes = RegimeClassifier.Classify(bars, RegimeRuleSet.Default, RegimeOptions.Default);
        SeededRandom random = new(Seed);
        PredictionSet predictions = new(Horizon, [new PredictionWindow("all", 0, bars.Count)], Method(random), Method(random), Method(random));
        double seconds = Measure.MedianSeconds(() => StrategyBacktester.Run(bars, predictions, regimes, StrategyGrid.Default, new BacktestOptions()));
        return new BenchRow("strategies", StrategyGrid.Default.Count * (double)StrategyBars / seconds, "strategy-bars/s");
    }

    private static BenchRow FeaturesV2()
    {
        BarSeries bars = Synthetic(FeatureBars, Timeframe.H1);
        double seconds = Measure.MedianSeconds(() => FeatureSystems.V2.Compute(bars, FeatureOptions.Default));
        return new BenchRow("features.v2", FeatureBars / seconds, "bars/s");
    }

    private static IEnumerable<BenchRow> Csv()
    {
        BarSeries bars = Synthetic(CsvBars, Timeframe.M15);
        MemoryStream plain = new();
        yield return Row("csv.write", () => BarCsvWriter.Write(Rewound(plain), bars));
        yield return Row("csv", () => Read(plain));
        MemoryStream gzip = new();
        BarCsvWriter.WriteGzip(gzip, bars);
        yield return Row("csv.gzip", () => Read(gzip));

        BarSeries Read(MemoryStream from) => BarCsvReader.Read(Rewound(from), bars.Symbol, bars.Timeframe, bars.Calendar);

        static BenchRow Row(string name, Action work) => new(name, CsvBars / Measure.MedianSeconds(work), "bars/s");
    }

    /// <summary>Forecasts that hold on for some bars, as those of a model on overlapping features do.</summary>
    private static MethodPredictions Method(SeededRandom random)
    {
        const double Persistence = 0.9;
        MemberPredictions[] members = new MemberPredictions[Members];
        for (int member = 0; member < Members; member++)
        {
            double[] returns = new double[StrategyBars];
            double last = 0;
            for (int i = 0; i < returns.Length; i++) returns[i] = last = (Persistence * last) + (0.001 * random.NextGaussian());
            members[member] = new MemberPredictions($"m{member}", $"model{member}", Horizon, null, returns);
        }

        return MethodPredictions.Of(members);
    }

    private static BarSeries Synthetic(int bars, Timeframe timeframe) =>
        SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = bars, Timeframe = timeframe, Seed = Seed }).Bars;

    private static MemoryStream Rewound(MemoryStream stream)
    {
        stream.Position = 0;
        return stream;
    }
}
