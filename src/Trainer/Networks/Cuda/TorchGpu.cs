using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Torch;

namespace ServerlessTraining.Trainer.Networks.Cuda;

/// <summary>The first CUDA device, by TorchSharp.</summary>
internal sealed class TorchGpu : IGpu
{
    public GpuProbe Probe() => TorchCuda.FindProblem() is { } problem ? GpuProbe.None(problem) : GpuProbe.Of(GpuName.Read());

    public IModelTrainer CreateTrainer(NetworkPrecision precision, NativeLibraryOptions natives)
    {
        TorchOptions options = new() { Device = TorchDevice.Cuda, Precision = precision == NetworkPrecision.Bf16 ? TorchPrecision.Bf16 : TorchPrecision.Fp32 };

        // With a device that was asked for by name there is nothing to warn of.
        return new TorchLstm2HeadTrainer(options, natives, warn: _ => { });
    }
}
