namespace ServerlessTraining.Trainer.Networks;

/// <summary>What networks are trained on.</summary>
public enum NetworkDevice
{
    /// <summary>A GPU where the program can use one, otherwise the processor.</summary>
    Auto,

    /// <summary>A GPU; without one the trainer does not start.</summary>
    Cuda,

    /// <summary>The processor, GPU or not.</summary>
    Cpu,
}
