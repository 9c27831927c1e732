using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>`gradient_boosting`: classic gradient boosting: every threshold is tried (`exact`), trees grow level by level; see <see cref="GradientBoostingOptions"/>.</summary>
public sealed class GradientBoostingTrainer(XgBoostLibrary library) : IModelTrainer
{
    private readonly TreeModelKind kind = XgBoostTraining.Kind("gradient_boosting", library);

    public string ModelType => kind.ModelType;

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        XgBoostPlan plan = GradientBoostingOptions.Read(request.Options).ToPlan(request.Tune is not null);
        if (plan.DirectionMetric == XgBoostTraining.Auc) TuneClasses.Check(request);
        return kind.Train(request, new XgBoostTraining(library.Functions, plan, request, progress, cancellation).Train);
    }

    public IModel Load(SavedModel saved) => kind.Load(saved);
}
