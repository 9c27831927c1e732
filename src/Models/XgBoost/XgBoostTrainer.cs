using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>`xgboost`: gradient boosting over binned features (`hist`); see <see cref="XgBoostOptions"/>.</summary>
/// <param name="natives">Where XGBoost is listed; it is loaded with the first training or model.</param>
public sealed class XgBoostTrainer(NativeLibraryOptions natives) : TreeTrainer("xgboost", XgBoostTraining.Extension)
{
    private readonly NativeBinding<XgBoostFunctions> library = XgBoostFunctions.Bind(natives);

    public override void Check(HyperParameters options) => XgBoostOptions.Read(options);

    private protected override Func<Target, TrainedTrees> Start(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        XgBoostPlan plan = XgBoostOptions.Read(request.Options).ToPlan(request.Tune is not null);
        return new XgBoostTraining(library.For(ModelType), plan, request, progress, cancellation).Train;
    }

    private protected override ITreePredictor Open(byte[] file) => XgBoostPredictor.OpenChecked(library.For(ModelType), file);
}
