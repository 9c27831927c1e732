namespace ServerlessTraining.Models.Torch;

/// <summary>What a training is computed on.</summary>
public enum TorchDevice
{
    /// <summary>A CUDA card where there is one, otherwise the processor with a warning.</summary>
    Auto,

    /// <summary>A CUDA card; without one, training is refused.</summary>
    Cuda,

    /// <summary>The processor, card or not.</summary>
    Cpu,
}
