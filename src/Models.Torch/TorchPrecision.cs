namespace ServerlessTraining.Models.Torch;

/// <summary>The numbers that a training computes in. Weights, their steps and the loss are never less than 32-bit floats.</summary>
public enum TorchPrecision
{
    /// <summary>32-bit floats with their whole mantissa: TensorFloat-32 is off.</summary>
    Fp32,

    /// <summary>Forward and backward pass in bfloat16, on a copy of the weights; the tune loss is computed in 32-bit floats, as predictions are.</summary>
    Bf16,
}
