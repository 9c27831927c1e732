using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>`xgboost`: gradient boosting over binned features (`hist`); see <see cref="XgBoostOptions"/>.</summary>
public sealed class XgBoostTrainer(XgBoostLibrary library) : IModelTrainer
{
    private readonly TreeModelKind kind = XgBoostTraining.Kind("xgboost", library);

    public string ModelType => kind.ModelType;

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        XgBoostPlan plan = XgBoostOptions.Read(request.Options).ToPlan(request.Tune is not null);
        if (plan.DirectionMetric == XgBoostTraining.Auc) TuneClasses.Check(request);
        return kind.Train(request, new XgBoostTraining(library.Functions, plan, request, progress, cancellation).Train);
    }

    public IModel Load(SavedModel saved) => kind.Load(saved);
}
