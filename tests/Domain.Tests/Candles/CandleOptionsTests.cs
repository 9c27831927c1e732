using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Domain.Tests.Candles;

public sealed class CandleOptionsTests
{
    [Fact]
    public void Validated_Defaults_AreThoseOfTheOldSystem()
    {
        CandleOptions options = new CandleOptions().Validated();

        Assert.Equal(3, options.TrainYears);
        Assert.Equal(35, options.TestWindowSize);
        Assert.Equal("poc16", options.FeatureSet);
        Assert.Equal(0.5, options.Threshold);
    }

    [Fact]
    public void Validated_EverythingOutOfItsRange_TellsAllOfIt()
    {
        CandleOptions options = new()
        {
            TrainYears = 0.4,
            TestWindowSize = 101,
            Params = new CandleParams { LearningRate = 0.3, NumLeaves = 14, MaxDepth = 13, MinChildSamples = 9 },
            FeatureSet = "poc17",
            Folds = 11,
            Windows = 0,
            OptimizeSeconds = 5,
            Threshold = double.NaN,
            Seed = -1,
        };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(options.Validated);

        Assert.Equal(
            "The options of the candle cannot be used: train_years is 0.4; from 0.5 to 10 years is allowed; test_window_size is 101; from 10 to 100 bars is allowed; "
            + "params.learning_rate is 0.3; from 0.01 to 0.2 is allowed; params.num_leaves is 14; from 15 to 63 leaves is allowed; "
            + "params.max_depth is 13; from 3 to 12 levels is allowed; params.min_child_samples is 9; from 10 to 50 rows is allowed; "
            + "folds is 11; from 0 to 10 folds is allowed; windows is 0; from 1 to 10 windows is allowed; "
            + "optimize_seconds is 5; from 10 to 120 seconds, or 0 for none, is allowed; threshold is NaN; from 0 to 1 is allowed; seed is -1; from 0 to 2147483647 is allowed; "
            + "feature_set is 'poc17'; one of poc16, poc16+ma5, v1, v2 is allowed.",
            error.Message);
    }

    [Fact]
    public void Ranges_EndsOfEach_AreTheLastThatAreTaken()
    {
        Dictionary<string, CandleRange> ranges = CandleOptions.Ranges.ToDictionary(range => range.Option);

        Assert.Empty(At(range => range.Least).Faults());
        Assert.Empty(At(range => range.Most).Faults());
        Assert.Equal(ranges.Keys, At(range => range.Least - 1).Faults().Select(fault => fault.Option));
        Assert.Equal(ranges.Keys.Except(["seed"]), At(range => range.Option == "seed" ? 0 : range.Most + 1).Faults().Select(fault => fault.Option));

        CandleOptions At(Func<CandleRange, double> value)
        {
            int Whole(string option) => (int)value(ranges[option]);
            return new CandleOptions
            {
                TrainYears = value(ranges["train_years"]),
                TestWindowSize = Whole("test_window_size"),
                Params = new CandleParams
                {
                    LearningRate = value(ranges["params.learning_rate"]),
                    NumLeaves = Whole("params.num_leaves"),
                    MaxDepth = Whole("params.max_depth"),
                    MinChildSamples = Whole("params.min_child_samples"),
                },
                Folds = Whole("folds"),
                Windows = Whole("windows"),
                OptimizeSeconds = Whole("optimize_seconds"),
                Threshold = value(ranges["threshold"]),
                Seed = Whole("seed"),
            };
        }
    }

    [Fact]
    public void FeatureSets_EachOfThem_IsAFeatureSystem() =>
        Assert.Equal(FeatureSystems.All.Select(system => system.Name).Order(), CandleOptions.FeatureSets.Order());
}
