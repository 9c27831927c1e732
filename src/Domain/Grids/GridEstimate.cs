using System.Globalization;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Grids;

/// <summary>How much a grid has to train, how long that takes and what it costs.</summary>
public sealed class GridEstimate
{
    private readonly TrainingCosts costs;

    private GridEstimate(SharedModelPlan plan, int folds, IReadOnlyList<ModelEstimate> models, TrainingCosts costs)
    {
        Configurations = plan.Expansion.ToTrain.Count;
        SharedOnly = plan.SharedOnly.Count;
        Folds = folds;
        Seeds = plan.Expansion.Grid.Seeds.Count;
        Models = models;
        this.costs = costs;
    }

    /// <summary>Configurations to train.</summary>
    public int Configurations { get; }

    /// <summary>Models to train besides, because configurations share them.</summary>
    public int SharedOnly { get; }

    public int Folds { get; }

    public int Seeds { get; }

    public long FoldTrainings => (long)(Configurations + SharedOnly) * Folds * Seeds;

    /// <summary>By model type, in the grid's order.</summary>
    public IReadOnlyList<ModelEstimate> Models { get; }

    /// <summary>By the clock, with all trainers at work; a single training is not shared out. Undefined as soon as one model type is not known.</summary>
    public MetricValue Seconds
    {
        get
        {
            MetricValue total = Total(model => model.Seconds);
            if (total.Value is not { } sum || Models.Count == 0) return total;
            double longest = Models.Max(model => model.Seconds.Value!.Value / model.FoldTrainings);
            return MetricValue.Of(Math.Max(sum / costs.Trainers, longest));
        }
    }

    public MetricValue Cost => Total(model => model.Cost);

    public static GridEstimate Of(SharedModelPlan plan, int foldsAConfiguration, TrainingCosts costs)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(costs);
        if (foldsAConfiguration < 1) throw new ServerlessTrainingException($"The folds of a configuration are {foldsAConfiguration}; at least 1 is needed.");
        costs.Validate();
        long trainings = (long)foldsAConfiguration * plan.Expansion.Grid.Seeds.Count;
        ModelEstimate[] models = [.. plan.Models.GroupBy(model => model.Model).Select(group => OfModel(group.Key, group.Count() * trainings, costs))];
        return new GridEstimate(plan, foldsAConfiguration, models, costs);
    }

    /// <summary>`13 configurations + 2 shared models = 15 models x 5 folds = 75 fold trainings, about 2 h 5 min on 2 trainers, about 1.25 EUR`.</summary>
    public override string ToString()
    {
        string shared = SharedOnly == 0 ? "" : $" + {GridFactors.Count(SharedOnly, "shared model")} = {Configurations + SharedOnly} models";
        string seeds = Seeds == 1 ? "" : $" x {GridFactors.Count(Seeds, "seed")}";
        string count = $"{GridFactors.Count(Configurations, "configuration")}{shared} x {GridFactors.Count(Folds, "fold")}{seeds}";
        string time = Seconds.Value is { } seconds
            ? $"about {Duration(seconds)} on {GridFactors.Count(costs.Trainers, "trainer")}"
            : $"time not known ({Seconds.Reason})";
        string cost = Cost.Value is { } price
            ? string.Create(CultureInfo.InvariantCulture, $"about {price:0.00} {costs.Currency}")
            : $"cost not known ({Cost.Reason})";
        return $"{count} = {GridFactors.Count(FoldTrainings, "fold training")}, {time}, {cost}";
    }

    private static ModelEstimate OfModel(string model, long trainings, TrainingCosts costs)
    {
        const double SecondsAnHour = 3600;
        (string machine, decimal? price) = costs.GpuModels.Contains(model) ? ("GPU", costs.PriceAGpuHour) : ("CPU", costs.PriceACpuHour);
        MetricValue seconds = costs.SecondsAFold.TryGetValue(model, out double each)
            ? MetricValue.Of(each * trainings)
            : MetricValue.Undefined($"no seconds a fold are known for {model}");
        MetricValue cost = (seconds.Value, price) switch
        {
            (null, _) => MetricValue.Undefined(seconds.Reason!),
            (_, null) => MetricValue.Undefined($"no price of a {machine} hour is known"),
            ({ } known, { } hour) => MetricValue.Of(known / SecondsAnHour * (double)hour),
        };
        return new ModelEstimate(model, trainings, seconds, cost);
    }

    private static string Duration(double seconds)
    {
        // Not a TimeSpan: an absurd estimate is still printed, not thrown.
        const int Minute = 60;
        const int Hour = 60 * Minute;
        const int Day = 24 * Hour;
        double time = Math.Ceiling(seconds);
        return time switch
        {
            < Minute => $"{time} s",
            < Hour => $"{Math.Floor(time / Minute)} min {time % Minute} s",
            < Day => $"{Math.Floor(time / Hour)} h {Math.Floor(time % Hour / Minute)} min",
            _ => $"{Math.Floor(time / Day)} d {Math.Floor(time % Day / Hour)} h",
        };
    }

    private MetricValue Total(Func<ModelEstimate, MetricValue> figure)
    {
        string[] reasons = [.. Models.Select(model => figure(model).Reason).OfType<string>().Distinct(StringComparer.Ordinal)];
        return reasons.Length > 0 ? MetricValue.Undefined(string.Join("; ", reasons)) : MetricValue.Of(Models.Sum(model => figure(model).Value!.Value));
    }
}
