using System.Runtime.InteropServices;
using ServerlessTraining.Domain;
using TorchSharp;

namespace ServerlessTraining.Models.Torch;

/// <summary>Finds the device that was asked for.</summary>
internal static class TorchDevices
{
    /// <param name="wanted">What was asked for.</param>
    /// <param name="warn">Told where the processor takes the place of a card.</param>
    public static torch.Device Choose(TorchDevice wanted, Action<string> warn)
    {
        if (wanted != TorchDevice.Cpu && HasCuda())
        {
            // Of the whole process. With TensorFloat-32 the gates of a cell keep ten bits of their mantissa: that is a choice to be made by name.
            torch.backends.cudnn.allow_tf32 = false;
            torch.backends.cuda.matmul.allow_tf32 = false;
            return torch.CUDA;
        }

        if (wanted == TorchDevice.Cuda)
        {
            throw new ServerlessTrainingException(
                "lstm2head was to be trained on CUDA, but there is no card, no driver, or no TorchSharp-cuda-linux. Set device to auto or cpu, or add what is missing.");
        }

        HasCpu();
        if (wanted == TorchDevice.Auto) warn("There is no CUDA device: lstm2head is trained on the processor. Set device to cpu to say that this is meant.");
        return torch.CPU;
    }

    /// <summary>A library that does not load, or an error of libtorch or CUDA.</summary>
    public static bool IsOfNativeCode(Exception error) =>
        error is NotSupportedException or DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or ExternalException;

    private static bool HasCuda() => Native(torch.cuda.is_available);

    private static bool HasCpu() => Native(() => torch.TryInitializeDeviceType(DeviceType.CPU));

    private static bool Native(Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (IsOfNativeCode(error))
        {
            throw new ServerlessTrainingException(
                $"The native libraries of TorchSharp do not load: {error.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}. " +
                "Reference TorchSharp-cuda-linux or TorchSharp-cpu, of the version of TorchSharp, in the program.",
                error);
        }
    }
}
