using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;

namespace ServerlessTraining.Models.Tests.Contract;

/// <summary>The synthetic market as a training sees it: features of bars, scaled on the fit rows, and the direction of the trade that a decision leads to.</summary>
internal sealed class MarketData
{
    private const int Bars = 6000;
    private const int Horizon = 3;

    public MarketData(ulong seed)
    {
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Seed = seed, Bars = Bars, SignalStrength = 0.6 }).Bars;
        FeatureMatrix raw = FeatureSystems.V1.Compute(bars, FeatureOptions.Default);
        LabelOptions options = new() { Horizon = Horizon };
        int purge = options.Reach;
        Fit = new RowRange(raw.WarmUp + 64, 3500);
        Tune = new RowRange(Fit.End + purge, 4200);
        Fresh = new RowRange(Tune.End + purge, Bars - purge);
        Features = Scalers.Standard.Fit(raw, Fit).Transform(raw);
        Labels = DirectionLabels.Compute(bars, options).Values.ToArray();
    }

    public Target Target { get; } = Target.Direction(Horizon);

    public FeatureMatrix Features { get; }

    public double[] Labels { get; }

    public RowRange Fit { get; }

    public RowRange Tune { get; }

    public RowRange Fresh { get; }

    public Samples Samples(RowRange rows) => new(Features, [rows], new Dictionary<Target, double[]> { [Target] = Labels });
}
