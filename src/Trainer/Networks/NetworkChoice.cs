using ServerlessTraining.Domain;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Trainer.Networks;

/// <summary>Where this process trains networks. Without a GPU it is Models/Lstm, which is faster on a processor than TorchSharp.</summary>
public sealed class NetworkChoice
{
    private readonly IGpu? used;

    private NetworkChoice(string device, NetworkPrecision precision, IGpu? used, string? warning)
    {
        Device = device;
        Precision = precision;
        this.used = used;
        Warning = warning;
    }

    /// <summary>cpu, or the name of the GPU: as outcomes of folds name it.</summary>
    public string Device { get; }

    public NetworkPrecision Precision { get; }

    public bool OnGpu => used is not null;

    /// <summary>What was asked for and is not so, why, and what to check; null where all is as asked for.</summary>
    public string? Warning { get; }

    /// <param name="options">What is asked for.</param>
    /// <param name="gpu">Null in a program without CUDA.</param>
    /// <exception cref="ServerlessTrainingException">A GPU was demanded, and there is none.</exception>
    public static NetworkChoice Make(NetworkOptions options, IGpu? gpu)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Device == NetworkDevice.Cpu) return OnProcessor(options, warning: null);
        if (gpu is null)
        {
            if (options.Device == NetworkDevice.Auto) return OnProcessor(options, warning: null);
            throw new ServerlessTrainingException(
                $"{NetworkOptions.DeviceSetting} is 'cuda', but this program was built without CUDA. Take the image of the flavour cuda, "
                + $"or set {NetworkOptions.DeviceSetting} to auto or cpu.");
        }

        GpuProbe probe = gpu.Probe();
        if (probe.Name is { } name) return new NetworkChoice(name, options.Precision, gpu, warning: null);
        const string Check =
            "Check that this replica was given a GPU (nvidia-smi lists it), that its driver supports the CUDA of the image, and that NVIDIA_VISIBLE_DEVICES hides none";
        if (options.Device == NetworkDevice.Cuda)
        {
            throw new ServerlessTrainingException(
                $"{NetworkOptions.DeviceSetting} is 'cuda', but no GPU can be used: {probe.Problem}. {Check}; or set {NetworkOptions.DeviceSetting} to auto or cpu.");
        }

        return OnProcessor(
            options,
            $"No GPU can be used: {probe.Problem}. Networks are trained on the processor, which is slower. {Check}; "
            + $"set {NetworkOptions.DeviceSetting} to cpu to say that this is meant.");
    }

    /// <summary>The model types of this process.</summary>
    public ModelTypes Types(NativeLibraryOptions natives)
    {
        ModelTypes builtIn = ModelTypes.BuiltIn(natives);
        if (used is null) return builtIn;
        IModelTrainer network = used.CreateTrainer(Precision, natives);
        return new ModelTypes(builtIn.Names.Select(name => name == network.ModelType ? network : builtIn.Find(name)));
    }

    private static NetworkChoice OnProcessor(NetworkOptions options, string? warning)
    {
        string? precision = options.Precision == NetworkPrecision.Fp32
            ? null
            : $"{NetworkOptions.PrecisionSetting} is 'bf16', which needs a GPU: fp32 is used.";
        string both = string.Join(' ', new[] { warning, precision }.OfType<string>());
        return new NetworkChoice("cpu", NetworkPrecision.Fp32, used: null, both.Length == 0 ? null : both);
    }
}
