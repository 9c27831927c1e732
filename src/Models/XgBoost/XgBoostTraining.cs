using System.Globalization;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>Trains one target of a request after the other on XGBoost.</summary>
internal sealed class XgBoostTraining(
    XgBoostFunctions functions, XgBoostPlan plan, TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
{
    public const string Extension = "json";
    public const string Auc = "auc";
    private const string SquaredError = "rmse";

    public TrainedTrees Train(Target target)
    {
        cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<string> names = request.Fit.Features.Names;
        DesignMatrix rows = DesignMatrix.Of(request.Fit, target);
        string metric = target.Kind == TargetKind.Direction ? plan.DirectionMetric : SquaredError;
        using XgBoostMatrix fit = XgBoostMatrix.Create(functions, rows, names, request.Threads, "fit");
        using XgBoostMatrix? tune = request.Tune is { } samples ? XgBoostMatrix.Create(functions, DesignMatrix.Of(samples, target), names, request.Threads, "tune") : null;
        using XgBoostBooster booster = XgBoostBooster.Create(functions, fit, tune, Parameters(target, metric, rows));
        BoostingPlan boosting = new(target, metric, HigherIsBetter: metric == Auc, plan.Iterations, plan.Patience, tune is not null, plan.FitCurve);
        LearningCurve curve = BoostingLoop.Run(booster, boosting, progress, cancellation);

        using XgBoostBooster best = booster.First(curve.BestIteration);
        IReadOnlyList<FeatureImportance> importance = ImportanceShares.Of(target, names, best.Gains(names.Count));
        byte[] file = best.Save();
        return new TrainedTrees(new TargetTrees(target, file, new LazyPredictor(names.Count, () => XgBoostPredictor.Open(functions, file))), curve, boosting.NoteOn(curve), importance);
    }

    private Dictionary<string, string> Parameters(Target target, string metric, DesignMatrix rows) => new(plan.Parameters)
    {
        ["objective"] = target.Kind == TargetKind.Direction ? "binary:logistic" : "reg:squarederror",
        ["eval_metric"] = metric,

        // XGBoost 1.7 would start from 0.5, which is far from any return: hundreds of trees would only undo it.
        ["base_score"] = ((float)Mean(rows)).ToString(CultureInfo.InvariantCulture),
        ["seed"] = TreeSeed.Of(request.Seed).ToString(CultureInfo.InvariantCulture),
        ["nthread"] = request.Threads.ToString(CultureInfo.InvariantCulture),
        ["verbosity"] = "0",
    };

    private static double Mean(DesignMatrix rows)
    {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            double weight = rows.Weights?[row] ?? 1;
            sum += weight * rows.Labels[row];
            total += weight;
        }

        return sum / total;
    }
}
