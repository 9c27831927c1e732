using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.Linear;

/// <summary>linear_regression, ridge, lasso and elasticnet: least squares for returns, logistic regression for directions, with the objectives of scikit-learn.</summary>
/// <remarks>
/// <para>What is minimised, with r the residual, v the sample weights as they are, W their sum, and the log loss in place of r^2 / 2 for a direction:</para>
/// <list type="bullet">
/// <item>linear_regression: sum v r^2. Where columns depend on each other, the solution with the least squares of coefficients.</item>
/// <item>ridge: sum v r^2 + alpha |w|^2. For a direction that is scikit-learn's C = 1 / alpha.</item>
/// <item>lasso, elasticnet: 1 / (2 W) sum v r^2 + alpha l1_ratio |w|_1 + alpha (1 - l1_ratio) / 2 |w|^2. For a direction that is scikit-learn's C = 1 / (W
/// alpha).</item>
/// </list>
/// <para>The intercept has no penalty. Features are taken as they are scaled already; a penalty on features of different scales is unfair to the small ones.
/// One thread does it all, so that neither the threads nor the seed of a request change anything.</para>
/// <para>Options of all four:</para>
/// <list type="bullet">
/// <item><c>fit_intercept</c>: true.</item>
/// <item><c>tol</c>, 1e-14 to 0.1: 1e-10. Lasso and elasticnet stop when the duality gap falls below it times the sum of squares of the labels; directions when the mean
/// slope a row does, with every column in units of its deviation. Closed forms do not read it.</item>
/// <item><c>max_iterations</c>, 1 to 1,000,000: 1000. Sweeps over the coefficients; for a direction Newton steps. A fit that runs into it is kept, with a note in its
/// report.</item>
/// </list>
/// <para>Options of some:</para>
/// <list type="bullet">
/// <item><c>alpha</c>, 0 to 1e12; all but linear_regression. 1 for ridge. Lasso and elasticnet take it from alpha_noise where it is left out: scikit-learn's 1 has the
/// size of feature times return, so it would make every coefficient of a return 0. A penalty of 0 gives linear_regression.</item>
/// <item><c>alpha_noise</c>, 0 to 1000; lasso and elasticnet: 1. The penalty in units of the deviations of labels and columns: under 1, features that have nothing to do
/// with the label all get 0 in at least 95 of 100 fits. A label of h bars counts as 1 / h, because h labels share each bar. Smaller lets more in.</item>
/// <item><c>l1_ratio</c>, 0 to 1; elasticnet: 0.5.</item>
/// </list>
/// </remarks>
public sealed class LinearTrainer : IModelTrainer
{
    private readonly LinearFamily family;

    public LinearTrainer(LinearFamily family)
    {
        this.family = family;
        ModelType = family switch
        {
            LinearFamily.LinearRegression => "linear_regression",
            LinearFamily.Ridge => "ridge",
            LinearFamily.Lasso => "lasso",
            LinearFamily.ElasticNet => "elasticnet",
            _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Not a linear model."),
        };
    }

    public string ModelType { get; }

    public void Check(HyperParameters options) => LinearOptions.Read(ModelType, family, options);

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        LinearOptions options = LinearOptions.Read(ModelType, family, request.Options);
        IReadOnlyList<string> names = request.Fit.Features.Names;
        List<LinearPredictor> predictors = [];
        List<LearningCurve> curves = [];
        List<FeatureImportance> importance = [];
        List<string> notes = [];
        foreach (Target target in request.Targets)
        {
            cancellation.ThrowIfCancellationRequested();
            DesignMatrix? tune = request.Tune is { } samples ? DesignMatrix.Of(samples, target) : null;
            bool isClosed = target.Kind == TargetKind.Return && !options.IsSparse;
            FitMonitor monitor = new(target, isClosed ? 1 : options.MaxIterations, tune, progress, cancellation);
            LinearFit fit = Fit(target, DesignMatrix.Of(request.Fit, target), names, options, monitor);
            predictors.Add(fit.Predictor);
            curves.Add(monitor.Curve);
            importance.AddRange(fit.Importance(names));
            if (monitor.Note is { } note) notes.Add(note);
        }

        return new LinearModel(ModelType, names, predictors, new TrainingReport(curves, importance) { Notes = notes });
    }

    public IModel Load(SavedModel saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return new LinearModel(ModelType, saved.FeatureNames, LinearFile.Read(ModelType, saved), saved.Report);
    }

    private static LinearFit Fit(Target target, DesignMatrix design, IReadOnlyList<string> names, LinearOptions options, FitMonitor monitor)
    {
        LinearFit fit = target.Kind == TargetKind.Direction
            ? LogisticFit.Run(target, design, names, options, monitor)
            : RegressionFit.Run(target, design, names, options, monitor);
        for (int j = 0; j < names.Count; j++)
        {
            if (!double.IsFinite(fit.Predictor.Coefficients[j])) throw TooFarApart(target, names[j]);
        }

        return double.IsFinite(fit.Predictor.Intercept) ? fit : throw TooFarApart(target, "the intercept");
    }

    private static ServerlessTrainingException TooFarApart(Target target, string what) => new(
        $"The coefficient of {what} for {target} is beyond the range of numbers: the features and the labels have scales too far apart. " +
        "Scale the features before a linear model is trained.");
}
