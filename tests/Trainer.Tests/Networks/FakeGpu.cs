using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Trainer.Networks;

namespace ServerlessTraining.Trainer.Tests.Networks;

/// <summary>A GPU that says what a test wants.</summary>
internal sealed class FakeGpu(GpuProbe answer) : IGpu
{
    public int Probes { get; private set; }

    /// <summary>What trainers were made for.</summary>
    public List<NetworkPrecision> Made { get; } = [];

    public GpuProbe Probe()
    {
        Probes++;
        return answer;
    }

    public IModelTrainer CreateTrainer(NetworkPrecision precision, NativeLibraryOptions natives)
    {
        Made.Add(precision);
        return new NetworkTrainer();
    }

    public sealed class NetworkTrainer : IModelTrainer
    {
        public string ModelType => "lstm2head";

        public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public IModel Load(SavedModel saved) => throw new NotSupportedException();
    }
}
