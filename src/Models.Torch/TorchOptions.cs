using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Torch;

/// <summary>Where and in what numbers to train: settings of the machine, not hyper-parameters.</summary>
public sealed record TorchOptions
{
    /// <summary>`device`: auto, cuda or cpu.</summary>
    public TorchDevice Device { get; init; } = TorchDevice.Auto;

    /// <summary>`precision`: fp32 or bf16.</summary>
    public TorchPrecision Precision { get; init; } = TorchPrecision.Fp32;

    /// <summary>From a mapping of the two; what is left out has its default.</summary>
    public static TorchOptions Read(DocumentValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        TorchOptions otherwise = new();
        return value.Mapping(map => new TorchOptions
        {
            Device = map.Optional("device", ReadDevice, otherwise.Device),
            Precision = map.Optional("precision", v => v.OneOf(["fp32", "bf16"]) == "bf16" ? TorchPrecision.Bf16 : TorchPrecision.Fp32, otherwise.Precision),
        });
    }

    private static TorchDevice ReadDevice(DocumentValue value) => value.OneOf(["auto", "cuda", "cpu"]) switch
    {
        "cuda" => TorchDevice.Cuda,
        "cpu" => TorchDevice.Cpu,
        _ => TorchDevice.Auto,
    };
}
