using ServerlessTraining.Models.Lstm;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ServerlessTraining.Models.Torch;

/// <summary><see cref="LstmLoss"/> on a device, in 64-bit floats as there.</summary>
internal sealed class TorchLoss
{
    private readonly LstmLoss loss;
    private readonly int horizons;
    private readonly Tensor factors;

    public TorchLoss(LstmLoss loss, LstmOutputs outputs, torch.Device device)
    {
        this.loss = loss;
        horizons = outputs.Horizons.Count;
        double[] values = [.. Enumerable.Range(0, outputs.Count).Select(loss.Factor)];
        factors = TorchMemory.Upload<double>(values, torch.ScalarType.Float64, device);
    }

    /// <summary>Each output's sum of weighted losses.</summary>
    public Tensor Sums(Tensor outputs, TorchBatch batch)
    {
        Tensor values = outputs.to(torch.ScalarType.Float64);
        Tensor directions = torch.nn.functional.binary_cross_entropy_with_logits(
            values.narrow(1, 0, horizons), batch.Labels.narrow(1, 0, horizons), reduction: torch.nn.Reduction.None);
        Tensor returns = torch.nn.functional.huber_loss(
            values.narrow(1, horizons, horizons), batch.Labels.narrow(1, horizons, horizons), loss.HuberDelta, torch.nn.Reduction.None);
        return (torch.cat([directions, returns], 1) * batch.Weights).sum(dim: 0);
    }

    /// <summary>What <see cref="LstmLoss.Total"/> makes of the sums.</summary>
    public Tensor Objective(Tensor sums, TorchBatch batch) => (sums * factors / batch.Counts).sum();
}
