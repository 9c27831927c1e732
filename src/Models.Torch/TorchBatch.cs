using Tensor = TorchSharp.torch.Tensor;

namespace ServerlessTraining.Models.Torch;

/// <summary>What a step sees of some sequences.</summary>
/// <param name="Input">[step][row][input] in 32-bit floats; the last step is the decision row.</param>
/// <param name="Labels">[row][output] in 64-bit floats; 0 where there is none.</param>
/// <param name="Weights">[row][output] in 64-bit floats; 0 where there is no label.</param>
/// <param name="Counts">[output] in 64-bit floats: labels of the batch, at least 1.</param>
internal sealed record TorchBatch(Tensor Input, Tensor Labels, Tensor Weights, Tensor Counts);
