using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>The weights as tensors, named as PyTorch names those of an nn.LSTM `lstm` and two nn.Linear `direction` and `return`.</summary>
internal static class LstmTensors
{
    public const string FileName = "weights.safetensors";

    public static byte[] Write(LstmShape shape, ReadOnlySpan<float> weights)
    {
        List<SafeTensor> tensors = [];
        foreach (Place place in Places(shape)) tensors.Add(new SafeTensor(place.Name, place.Sizes, weights.Slice(place.Start, place.Length).ToArray()));
        return SafeTensors.Write(tensors, new Dictionary<string, string> { ["format"] = "pt", ["model_type"] = Lstm2HeadTrainer.Name });
    }

    /// <exception cref="ServerlessTrainingException">The tensors are not those of the shape, or some number is not finite.</exception>
    public static void Read(byte[] file, LstmShape shape, Span<float> weights)
    {
        Dictionary<string, SafeTensor> tensors = SafeTensors.Read(file, FileName).ToDictionary(tensor => tensor.Name);
        List<string> faults = [];
        foreach (Place place in Places(shape))
        {
            if (!tensors.Remove(place.Name, out SafeTensor? tensor)) faults.Add($"{place.Name} is missing");
            else if (!tensor.Shape.SequenceEqual(place.Sizes)) faults.Add($"{place.Name} has the shape {Text(tensor.Shape)}, but must have {Text(place.Sizes)}");
            else if (tensor.Values.Span.ToArray().Any(value => !float.IsFinite(value))) faults.Add($"{place.Name} has a number that is not finite");
            else tensor.Values.Span.CopyTo(weights.Slice(place.Start, place.Length));
        }

        faults.AddRange(tensors.Keys.Order(StringComparer.Ordinal).Select(name => $"'{name}' is not part of the network"));
        if (faults.Count > 0) throw new ServerlessTrainingException($"{FileName} does not go with {LstmDescription.FileName}: {string.Join("; ", faults)}.");
    }

    private static string Text(IEnumerable<int> sizes) => $"[{string.Join(", ", sizes)}]";

    private static IEnumerable<Place> Places(LstmShape shape)
    {
        int width = shape.GateWidth;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            int inputs = shape.LayerInputs(layer);
            yield return new Place($"lstm.weight_ih_l{layer}", [width, inputs], shape.InputWeights(layer), width * inputs);
            yield return new Place($"lstm.weight_hh_l{layer}", [width, shape.Hidden], shape.RecurrentWeights(layer), width * shape.Hidden);
            yield return new Place($"lstm.bias_ih_l{layer}", [width], shape.InputBias(layer), width);
            yield return new Place($"lstm.bias_hh_l{layer}", [width], shape.RecurrentBias(layer), width);
        }

        int heads = shape.Horizons;
        yield return new Place("direction.weight", [heads, shape.Hidden], shape.HeadWeights, heads * shape.Hidden);
        yield return new Place("direction.bias", [heads], shape.HeadBiases, heads);
        yield return new Place("return.weight", [heads, shape.Hidden], shape.HeadWeights + (heads * shape.Hidden), heads * shape.Hidden);
        yield return new Place("return.bias", [heads], shape.HeadBiases + heads, heads);
    }

    private sealed record Place(string Name, int[] Sizes, int Start, int Length);
}
