using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Trainer.Networks;

/// <summary>The GPU of this replica: one, whatever the machine has. Only a program of the flavour cuda has an implementation.</summary>
public interface IGpu
{
    /// <summary>Computes something on it. Loads its libraries, which takes seconds, and is done once.</summary>
    GpuProbe Probe();

    /// <summary>Trains networks on it. Predictions are made on the processor all the same.</summary>
    IModelTrainer CreateTrainer(NetworkPrecision precision, NativeLibraryOptions natives);
}
