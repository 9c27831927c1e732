namespace ServerlessTraining.Trainer.Networks;

/// <summary>The numbers that a network is trained in on a GPU. On the processor they are always 32-bit floats.</summary>
public enum NetworkPrecision
{
    /// <summary>32-bit floats.</summary>
    Fp32,

    /// <summary>Forward and backward pass in bfloat16: faster on cards that compute in it (from NVIDIA's Ampere on, so not on a T4), and less exact.</summary>
    Bf16,
}
