using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>`lightgbm`: gradient boosting over binned features, grown leaf by leaf; see <see cref="LightGbmOptions"/>.</summary>
/// <param name="natives">Where LightGBM is listed; it is loaded with the first training or model.</param>
public sealed class LightGbmTrainer(NativeLibraryOptions natives) : TreeTrainer("lightgbm", LightGbmTraining.Extension)
{
    private readonly NativeBinding<LightGbmFunctions> library = LightGbmFunctions.Bind(natives);

    public override void Check(HyperParameters options) => LightGbmOptions.Read(options);

    private protected override Func<Target, TrainedTrees> Start(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        LightGbmPlan plan = LightGbmOptions.Read(request.Options).ToPlan(request.Tune is not null);
        return new LightGbmTraining(library.For(ModelType), plan, request, progress, cancellation).Train;
    }

    private protected override ITreePredictor Open(byte[] file) => LightGbmTrees.Read(file);
}
