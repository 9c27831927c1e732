using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>`lightgbm`: gradient boosting over binned features, grown leaf by leaf; see <see cref="LightGbmOptions"/>.</summary>
public sealed class LightGbmTrainer(LightGbmLibrary library) : IModelTrainer
{
    private readonly TreeModelKind kind = LightGbmTraining.Kind("lightgbm", library);

    public string ModelType => kind.ModelType;

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        LightGbmPlan plan = LightGbmOptions.Read(request.Options).ToPlan(request.Tune is not null);
        if (plan.DirectionMetric == LightGbmTraining.Auc) TuneClasses.Check(request);
        return kind.Train(request, new LightGbmTraining(library.Functions, plan, request, progress, cancellation).Train);
    }

    public IModel Load(SavedModel saved) => kind.Load(saved);
}
