using TorchSharp;

namespace ServerlessTraining.Models.Torch;

/// <summary>Whether this process can use a CUDA device.</summary>
public static class TorchCuda
{
    /// <summary>Computes on the first device: one that is listed may have a driver that is too old, or be of a generation that this build has no code for.</summary>
    /// <returns>Null where it computes; otherwise why it does not, as a clause without a full stop.</returns>
    public static string? FindProblem()
    {
        try
        {
            if (!torch.cuda.is_available()) return "TorchSharp finds no CUDA device";
            using torch.Tensor one = torch.ones(1, device: torch.CUDA);
            using torch.Tensor sum = one.add(one);
            return sum.item<float>() == 2 ? null : "the CUDA device adds wrongly";
        }
        catch (Exception error) when (TorchDevices.IsOfNativeCode(error))
        {
            return $"the native libraries of TorchSharp answer: {error.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}";
        }
    }
}
