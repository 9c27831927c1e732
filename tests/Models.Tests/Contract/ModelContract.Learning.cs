using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Models.Tests.Contract;

public abstract partial class ModelContract
{
    [Fact]
    public void Train_PlantedSignal_OrdersFreshRows()
    {
        using IModel model = Train(Request(Signal.Value, tune: true));

        Assert.InRange(Auc(model, Signal.Value, PlantedData.Direction), Subject.LeastAuc, 1);
    }

    [Fact]
    public void Train_PlantedSignal_ForecastsReturns()
    {
        using IModel model = Train(Request(Signal.Value, tune: true));

        Assert.InRange(Correlation(model, Signal.Value), Subject.LeastCorrelation, 1);
    }

    /// <summary>Each horizon has features of its own, so that forecasts that were mixed up would be worth nothing.</summary>
    [Fact]
    public void Train_TwoHorizons_KeepsThemApart()
    {
        Target other = Target.Direction(PlantedData.OtherHorizon);
        Target[] targets = [other, PlantedData.Direction];
        PlantedData data = Signal.Value;
        using IModel model = Train(Request(data) with
        {
            Fit = data.Samples(PlantedData.Fit, null, targets),
            Tune = data.Samples(PlantedData.Tune, null, targets),
            Targets = targets,
        });

        Assert.Equal(targets, model.Targets);
        Assert.All(targets, target => Assert.InRange(Auc(model, data, target), Subject.LeastAuc - 0.03, 1));
    }

    [Fact]
    public void Train_SyntheticMarket_BeatsACoin()
    {
        MarketData market = new(Seed);
        using IModel model = Train(new TrainingRequest
        {
            Fit = market.Samples(market.Fit),
            Tune = market.Samples(market.Tune),
            Targets = [market.Target],
            Options = Subject.Options,
            Threads = Subject.Threads,
        });

        double[] predictions = Predict(model, market.Features, market.Fresh, market.Target);

        double auc = LabelledProbabilities.RocAuc(market.Labels.AsSpan(market.Fresh.First, market.Fresh.Count), predictions).Value!.Value;
        Log("AUC on the synthetic market", auc);
        Assert.InRange(auc, Subject.LeastMarketAuc, 1);
    }

    /// <summary>The bounds are four standard deviations of the AUC of a coin on the 2,100 fresh rows.</summary>
    [Fact]
    public void Train_PureNoise_FindsNothing()
    {
        PlantedData noise = PlantedData.Noise(Seed);
        using IModel model = Train(Request(noise, tune: true));

        Assert.InRange(Auc(model, noise, PlantedData.Direction), 0.45, 0.55);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Train_ContradictingRows_HeavyOnesWin(int heavy)
    {
        PlantedData data = PlantedData.Contradiction(Seed);
        double[] weights = [.. Enumerable.Range(0, data.Features.RowCount).Select(row => row % 2 == heavy ? 9.0 : 1.0)];
        using IModel model = Train(Request(data) with { Fit = data.Samples(PlantedData.Fit, weights), Tune = data.Samples(PlantedData.Tune, weights) });

        AssertLearned(model, rises: heavy == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Train_ContradictingRows_ThoseWithoutLabelSayNothing(int labelled)
    {
        PlantedData data = PlantedData.Contradiction(Seed);
        foreach (double[] labels in data.Labels.Values)
        {
            for (int row = 1 - labelled; row < labels.Length; row += 2) labels[row] = double.NaN;
        }

        using IModel model = Train(Request(data, tune: true));

        AssertLearned(model, rises: labelled == 0);
    }

    [Fact]
    public void Predict_Direction_IsAProbability()
    {
        using IModel model = TrainTiny();

        Assert.All(PredictFresh(model, Signal.Value, PlantedData.Direction), probability => Assert.InRange(probability, 0, 1));
    }

    /// <summary>Rows behind the decision rows may be the test: neither their features nor their labels change a byte.</summary>
    [Fact]
    public void Train_OtherFuture_GivesTheSameBytes()
    {
        PlantedData future = Signal.Value.Replace(new(PlantedData.Fit.End, PlantedData.Fresh.End), PlantedData.Noise(Seed + 1));
        using IModel model = TrainTiny();
        using IModel other = Train(Request(future, Subject.TinyOptions));

        AssertSame(model.ToFiles(), other.ToFiles());
    }

    private static void AssertLearned(IModel model, bool rises)
    {
        PlantedData data = Signal.Value;
        double[] feature = data.Features.ColumnCopy(PlantedData.StrongColumn)[PlantedData.Fresh.First..PlantedData.Fresh.End];
        double[] probabilities = PredictFresh(model, data, PlantedData.Direction);
        double[] returns = PredictFresh(model, data, PlantedData.Return);

        Assert.InRange((rises ? 1 : -1) * Statistics.Correlation(feature, probabilities).Value!.Value, 0.5, 1);
        Assert.InRange((rises ? 1 : -1) * Statistics.Correlation(feature, returns).Value!.Value, 0.5, 1);
    }

    private static double Auc(IModel model, PlantedData data, Target target)
    {
        double auc = LabelledProbabilities.RocAuc(data.Labels[target].AsSpan(PlantedData.Fresh.First, PlantedData.Fresh.Count), PredictFresh(model, data, target)).Value!.Value;
        Log($"AUC of {target} on fresh rows", auc);
        return auc;
    }

    private static double Correlation(IModel model, PlantedData data)
    {
        ReadOnlySpan<double> actual = data.Labels[PlantedData.Return].AsSpan(PlantedData.Fresh.First, PlantedData.Fresh.Count);
        double correlation = Statistics.Correlation(actual, PredictFresh(model, data, PlantedData.Return)).Value!.Value;
        Log("correlation of returns on fresh rows", correlation);
        return correlation;
    }

    private static void Log(string figure, double value) => TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {figure} {value:F4}");
}
