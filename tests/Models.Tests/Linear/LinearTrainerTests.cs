using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Models.Linear;

namespace ServerlessTraining.Models.Tests.Linear;

public sealed class LinearTrainerTests
{
    public static TheoryData<LinearFamily> Families => [.. Enum.GetValues<LinearFamily>()];

    [Fact]
    public void ModelType_EachFamily_IsWrittenAsInGrids() =>
        Assert.Equal(["linear_regression", "ridge", "lasso", "elasticnet"], Enum.GetValues<LinearFamily>().Select(family => new LinearTrainer(family).ModelType));

    [Theory]
    [MemberData(nameof(Families))]
    public void Train_SameRequestTwice_WritesTheSameBytes(LinearFamily family)
    {
        using IModel first = LinearData.Train(family, Both());
        using IModel second = LinearData.Train(family, Both() with { Threads = 3, Seed = 99 });

        Assert.Equal(first.ToFiles()["linear.json"], second.ToFiles()["linear.json"]);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Load_FilesOfAModel_PredictsTheSameBits(LinearFamily family)
    {
        LinearTrainer trainer = new(family);
        TrainingRequest request = Both();
        using IModel trained = LinearData.Train(family, request);

        using IModel loaded = trainer.Load(new SavedModel(trained.FeatureNames, trained.Targets, trained.Report, trained.ToFiles()));

        Assert.Equal(trained.ToFiles()["linear.json"], loaded.ToFiles()["linear.json"]);
        foreach (Target target in trained.Targets) Assert.Equal(Forecasts(trained, request.Fit.Features, target), Forecasts(loaded, request.Fit.Features, target));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Predict_BothKinds_IsTheDotProductAndItsProbability(LinearFamily family)
    {
        LinearData data = LinearData.Random(3, 90, 13);
        LinearData directions = data.AsDirections();
        using IModel returns = LinearData.Train(family, data.Request(LinearData.Return));
        using IModel odds = LinearData.Train(family, directions.Request(LinearData.Direction));
        (double intercept, double[] coefficients) = LinearData.Learned(returns);
        (double oddsIntercept, double[] oddsCoefficients) = LinearData.Learned(odds);

        double[] forecasts = Forecasts(returns, data.Matrix(), LinearData.Return);
        double[] probabilities = Forecasts(odds, data.Matrix(), LinearData.Direction);

        Assert.All(Enumerable.Range(0, data.Rows), i =>
        {
            Assert.Equal(data.Score(i, intercept, coefficients), forecasts[i], 1e-12);
            Assert.Equal(1 / (1 + Math.Exp(-data.Score(i, oddsIntercept, oddsCoefficients))), probabilities[i], 1e-12);
        });
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Train_PlantedSignal_IsLearned(LinearFamily family)
    {
        LinearData data = LinearData.Random(4, 2000, 8);
        LinearData fresh = LinearData.Random(5, 2000, 8);
        using IModel returns = LinearData.Train(family, data.Request(LinearData.Return));
        using IModel directions = LinearData.Train(family, data.AsDirections().Request(LinearData.Direction));

        double[] forecasts = Forecasts(returns, fresh.Matrix(), LinearData.Return);
        double[] probabilities = Forecasts(directions, fresh.Matrix(), LinearData.Direction);

        double mean = fresh.Y.Average();
        double left = fresh.Y.Zip(forecasts, (y, f) => (y - f) * (y - f)).Sum() / fresh.Y.Sum(y => (y - mean) * (y - mean));
        Assert.InRange(1 - left, 0.5, 1);
        Assert.InRange(fresh.AsDirections().Y.Zip(probabilities, (y, p) => y > 0 == p > 0.5 ? 1.0 : 0.0).Average(), 0.75, 1);
    }

    [Theory]
    [InlineData(LinearFamily.Lasso)]
    [InlineData(LinearFamily.ElasticNet)]
    public void Train_PureNoise_GivesNothingInNineteenOfTwenty(LinearFamily family)
    {
        int used = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            SeededRandom random = new(seed);
            LinearData data = LinearData.Random(seed + 100, 300, 16);
            data = data with { Y = [.. data.Y.Select(_ => 1e-3 * random.NextGaussian())] };
            if (data.Fit(family, LinearData.Return).Coefficients.Any(w => w != 0)) used++;
            if (data.AsDirections().Fit(family, LinearData.Direction).Coefficients.Any(w => w != 0)) used++;
        }

        Assert.InRange(used, 0, 4);
    }

    [Fact]
    public void Train_LongerHorizon_AsksForMoreEvidence()
    {
        LinearData data = LinearData.Random(6, 500, 4, noise: 3);

        using IModel near = LinearData.Train(LinearFamily.Lasso, data.Request(Target.Return(1)));
        using IModel far = LinearData.Train(LinearFamily.Lasso, data.Request(Target.Return(9)));

        Assert.True(LinearData.Learned(far).Coefficients.Sum(Math.Abs) < LinearData.Learned(near).Coefficients.Sum(Math.Abs));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Train_RowsWithoutLabels_AreAsIfTheyWereNotThere(LinearFamily family)
    {
        LinearData data = LinearData.Random(7, 60, 3, weighted: true);
        LinearData holes = data with { Y = [.. data.Y.Select((y, i) => i % 7 == 0 ? double.NaN : y)] };
        int[] kept = [.. Enumerable.Range(0, 60).Where(i => i % 7 != 0)];
        LinearData without = new([.. kept.Select(i => data.X[i])], [.. kept.Select(i => data.Y[i])], [.. kept.Select(i => data.Weights![i])]);

        using IModel model = LinearData.Train(family, holes.Request(LinearData.Return));
        using IModel expected = LinearData.Train(family, without.Request(LinearData.Return));

        Assert.Equal(expected.ToFiles()["linear.json"], model.ToFiles()["linear.json"]);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Train_TunePart_IsReportedAndChangesNothing(LinearFamily family)
    {
        LinearData data = LinearData.Random(8, 100, 3);
        LinearData other = LinearData.Random(9, 50, 3);
        using IModel alone = LinearData.Train(family, data.Request(LinearData.Return));

        using IModel tuned = LinearData.Train(family, data.Request(LinearData.Return) with { Tune = other.Samples(LinearData.Return) });

        Assert.Equal(alone.ToFiles()["linear.json"], tuned.ToFiles()["linear.json"]);
        LearningCurve curve = Assert.Single(tuned.Report.Curves);
        double[] forecasts = Forecasts(tuned, other.Matrix(), LinearData.Return);
        Assert.Equal("mse", curve.Loss);
        Assert.Equal(curve.Fit.Count, curve.Tune.Count);
        Assert.Equal(curve.Fit.Count, curve.BestIteration);
        Assert.Equal(other.Y.Zip(forecasts, (y, f) => (y - f) * (y - f)).Average(), curve.Tune[^1], 1e-12);
        Assert.Equal(data.Y.Zip(Forecasts(tuned, data.Matrix(), LinearData.Return), (y, f) => (y - f) * (y - f)).Average(), curve.Fit[^1], 1e-11);
        Assert.Empty(alone.Report.Curves[0].Tune);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Train_Importance_AddsUpToOneAndFollowsTheSpread(LinearFamily family)
    {
        LinearData data = LinearData.Random(10, 400, 4, noise: 0.1);

        using IModel model = LinearData.Train(family, data.Request(LinearData.Return));

        double[] coefficients = LinearData.Learned(model).Coefficients;
        double[] spreads = [.. coefficients.Select((w, j) => Math.Abs(w) * Math.Sqrt(data.X.Average(row => Math.Pow(row[j] - data.X.Average(other => other[j]), 2))))];
        Assert.Equal(data.Matrix().Names, model.Report.Importance.Select(share => share.Feature));
        Assert.Equal(1, model.Report.Importance.Sum(share => share.Share), 1e-12);
        Assert.All(spreads.Zip(model.Report.Importance), pair => Assert.Equal(pair.First / spreads.Sum(), pair.Second.Share, 1e-10));
    }

    private static TrainingRequest Both()
    {
        LinearData data = LinearData.Random(1, 200, 9, weighted: true);
        Dictionary<Target, double[]> labels = new() { [Target.Return(1)] = data.Y, [Target.Direction(3)] = data.AsDirections().Y };
        Samples samples = new(data.Matrix(), [new RowRange(0, 120), new RowRange(130, 200)], labels, data.Weights);
        return new TrainingRequest { Fit = samples, Targets = [Target.Return(1), Target.Direction(3)] };
    }

    private static double[] Forecasts(IModel model, FeatureMatrix features, Target target)
    {
        double[] forecasts = new double[features.RowCount];
        model.Predict(features, new RowRange(0, features.RowCount), target, forecasts);
        return forecasts;
    }
}
