using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>Trains one target of a request after the other on LightGBM.</summary>
internal sealed class LightGbmTraining(
    LightGbmFunctions functions, LightGbmPlan plan, TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
{
    public const string Extension = "txt";
    public const string Auc = "auc";
    public const string LogLoss = "binary_logloss";
    public const string Probability = "binary";
    public const string Mean = "regression";
    private const string SquaredError = "l2";

    // LightGBM would time row-wise against column-wise histograms and take the faster: the sums differ in their last digits.
    private const string Fixed = "deterministic=true force_row_wise=true verbosity=-1";

    public TrainedTrees Train(Target target)
    {
        cancellation.ThrowIfCancellationRequested();
        bool direction = target.Kind == TargetKind.Direction;
        string metric = direction ? plan.DirectionMetric : SquaredError;
        byte[] parameters = NativeText.Of(Parameters(direction ? plan.DirectionObjective : Mean, metric));
        using LightGbmDataset fit = LightGbmDataset.Create(functions, DesignMatrix.Of(request.Fit, target), parameters, reference: null);
        using LightGbmDataset? tune = request.Tune is { } rows ? LightGbmDataset.Create(functions, DesignMatrix.Of(rows, target), parameters, fit) : null;
        using LightGbmBooster booster = LightGbmBooster.Create(functions, fit, tune, parameters);
        BoostingPlan boosting = new(target, metric, HigherIsBetter: metric == Auc, plan.Iterations, plan.Patience, tune is not null, plan.FitCurve);
        LearningCurve curve = BoostingLoop.Run(booster, boosting, progress, cancellation);

        IReadOnlyList<string> names = request.Fit.Features.Names;
        IReadOnlyList<FeatureImportance> importance = ImportanceShares.Of(target, names, booster.Gains(names.Count, curve.BestIteration));
        byte[] file = booster.Save(curve.BestIteration);
        return new TrainedTrees(new TargetTrees(target, file, new LazyPredictor(names.Count, () => LightGbmTrees.Read(file))), curve, boosting.NoteOn(curve), importance);
    }

    private string Parameters(string objective, string metric) => FormattableString.Invariant(
        $"objective={objective} metric={metric} {plan.Parameters} seed={TreeSeed.Of(request.Seed)} num_threads={request.Threads} {Fixed}");
}
