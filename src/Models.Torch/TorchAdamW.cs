using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ServerlessTraining.Models.Torch;

/// <summary>The step of Models/Lstm/AdamW on one flat tensor: a few kernels a step instead of a few for every tensor of the network.</summary>
/// <remarks>TorchSharp hands the pointer of a <see cref="Scalar"/> to native code without holding on to the object, so a number that is converted in the call may be freed under
/// it. Those here are held until the call is over.</remarks>
internal sealed class TorchAdamW(Tensor weights, double weightDecay) : IDisposable
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;
    private readonly Tensor first = torch.zeros_like(weights);
    private readonly Tensor second = torch.zeros_like(weights);
    private readonly Scalar firstOld = FirstDecay;
    private readonly Scalar firstNew = 1 - FirstDecay;
    private readonly Scalar secondOld = SecondDecay;
    private readonly Scalar secondNew = 1 - SecondDecay;
    private readonly Scalar epsilon = Epsilon;
    private double firstPower = 1;
    private double secondPower = 1;

    public void Step(Tensor gradient, double learningRate)
    {
        firstPower *= FirstDecay;
        secondPower *= SecondDecay;
        using Scalar correction = 1 / Math.Sqrt(1 - secondPower);
        using Scalar keep = 1 - (learningRate * weightDecay);
        using Scalar step = -learningRate / (1 - firstPower);
        first.mul_(firstOld).add_(gradient, firstNew);
        second.mul_(secondOld).addcmul_(gradient, gradient, secondNew);
        Tensor size = second.sqrt().mul_(correction).add_(epsilon);
        weights.mul_(keep).addcdiv_(first, size, step);
    }

    public void Dispose()
    {
        foreach (Scalar scalar in (Scalar[])[firstOld, firstNew, secondOld, secondNew, epsilon]) scalar.Dispose();
    }
}
