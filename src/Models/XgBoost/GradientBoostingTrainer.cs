using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>`gradient_boosting`: classic gradient boosting: every threshold is tried (`exact`), trees grow level by level; see <see cref="GradientBoostingOptions"/>.</summary>
/// <param name="natives">Where XGBoost is listed; it is loaded with the first training or model.</param>
public sealed class GradientBoostingTrainer(NativeLibraryOptions natives) : TreeTrainer("gradient_boosting", XgBoostTraining.Extension)
{
    private readonly NativeBinding<XgBoostFunctions> library = XgBoostFunctions.Bind(natives);

    public override void Check(HyperParameters options) => GradientBoostingOptions.Read(options);

    private protected override Func<Target, TrainedTrees> Start(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        XgBoostPlan plan = GradientBoostingOptions.Read(request.Options).ToPlan(request.Tune is not null);
        return new XgBoostTraining(library.For(ModelType), plan, request, progress, cancellation).Train;
    }

    private protected override ITreePredictor Open(byte[] file) => XgBoostPredictor.OpenChecked(library.For(ModelType), file);
}
