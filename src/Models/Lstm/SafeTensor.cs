namespace ServerlessTraining.Models.Lstm;

/// <summary>A named tensor of 32-bit floats, row-major.</summary>
/// <param name="Name">As in PyTorch: `lstm.weight_ih_l0`.</param>
/// <param name="Shape">Sizes, slowest first.</param>
/// <param name="Values">As many as the sizes multiply to.</param>
public sealed record SafeTensor(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values);
