using ServerlessTraining.Models.Lstm;
using TorchSharp;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace ServerlessTraining.Models.Torch;

/// <summary>The layers and both heads. Layers are modules of their own, because the masks between them are drawn by us; the heads are one, directions first, as in
/// <see cref="LstmShape"/>.</summary>
internal sealed class TorchNetwork : IDisposable
{
    private readonly LSTM[] layers;
    private readonly TorchSharp.Modules.Linear heads;
    private readonly torch.ScalarType type;
    private readonly long[] lengths;

    public TorchNetwork(LstmShape shape, torch.Device device, torch.ScalarType type)
    {
        this.type = type;
        layers = [.. Enumerable.Range(0, shape.Layers).Select(layer => torch.nn.LSTM(shape.LayerInputs(layer), shape.Hidden, device: device, dtype: type))];
        heads = torch.nn.Linear(shape.Hidden, shape.Outputs, device: device, dtype: type);
        Parameters = [.. layers.SelectMany(layer => layer.parameters()), .. heads.parameters()];
        lengths = [.. Parameters.Select(parameter => parameter.numel())];
    }

    /// <summary>In the order of the flat weights: PyTorch's own order is that of <see cref="LstmShape"/>.</summary>
    public Tensor[] Parameters { get; }

    /// <param name="weights">Flat, in 32-bit floats.</param>
    public void Load(Tensor weights)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable still = torch.no_grad();
        Tensor[] parts = weights.split(lengths, 0);
        for (int i = 0; i < parts.Length; i++) Parameters[i].copy_(parts[i].view_as(Parameters[i]));
    }

    /// <summary>[row][output], before the sigmoid of the directions.</summary>
    /// <param name="input">[step][row][input].</param>
    /// <param name="masks">What <see cref="TorchDropout"/> drew; null leaves nothing out.</param>
    public Tensor Forward(Tensor input, Tensor[]? masks)
    {
        Tensor states = input.to(type);
        for (int layer = 0; layer < layers.Length; layer++)
        {
            (states, _, _) = layers[layer].call(states);
            if (layer == layers.Length - 1) states = states.select(0, -1);
            if (masks is not null) states *= masks[layer];
        }

        return heads.call(states);
    }

    public void Dispose()
    {
        foreach (LSTM layer in layers) layer.Dispose();
        heads.Dispose();
    }
}
