using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Trainer.Networks;

/// <summary>Where and in what numbers networks are trained: settings of the machine, not of a model.</summary>
public sealed record NetworkOptions
{
    public const string DeviceSetting = "Trainer__Device";
    public const string PrecisionSetting = "Trainer__Precision";

    private static readonly Dictionary<string, NetworkDevice> Devices = new(StringComparer.Ordinal)
    {
        ["auto"] = NetworkDevice.Auto,
        ["cuda"] = NetworkDevice.Cuda,
        ["cpu"] = NetworkDevice.Cpu,
    };

    private static readonly Dictionary<string, NetworkPrecision> Precisions = new(StringComparer.Ordinal)
    {
        ["fp32"] = NetworkPrecision.Fp32,
        ["bf16"] = NetworkPrecision.Bf16,
    };

    /// <summary>Default auto.</summary>
    public NetworkDevice Device { get; init; } = NetworkDevice.Auto;

    /// <summary>Default fp32.</summary>
    public NetworkPrecision Precision { get; init; } = NetworkPrecision.Fp32;

    /// <exception cref="ServerlessTrainingException">A setting is wrong; the message has every fault.</exception>
    public static NetworkOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        List<string> errors = [];
        NetworkOptions otherwise = new();
        NetworkOptions options = new()
        {
            Device = Read(configuration, DeviceSetting, Devices, otherwise.Device, errors),
            Precision = Read(configuration, PrecisionSetting, Precisions, otherwise.Precision, errors),
        };
        return errors.Count == 0 ? options : throw new ServerlessTrainingException($"The trainer's settings cannot be used: {string.Join("; ", errors)}.");
    }

    // "__" is how an environment variable spells the ":" of a section.
    private static T Read<T>(IConfiguration configuration, string setting, Dictionary<string, T> allowed, T otherwise, List<string> errors)
    {
        string? text = configuration[setting.Replace("__", ":", StringComparison.Ordinal)];
        if (string.IsNullOrWhiteSpace(text)) return otherwise;
        if (allowed.TryGetValue(text.Trim(), out T? value)) return value;
        errors.Add($"{setting} is '{text}'; allowed are {string.Join(", ", allowed.Keys)}");
        return otherwise;
    }
}
