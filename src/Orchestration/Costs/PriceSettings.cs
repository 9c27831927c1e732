namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What machines and storage cost: configs/prices.yaml. A price that is not set is null, never a guess.</summary>
public sealed record PriceSettings
{
    public const string DefaultCurrency = "EUR";

    /// <summary>EUR or USD; default EUR.</summary>
    public string Currency { get; init; } = DefaultCurrency;

    /// <summary>Of one vCPU for a second.</summary>
    public double? VcpuSecond { get; init; }

    /// <summary>Of one GiB of memory for a second.</summary>
    public double? GibSecond { get; init; }

    /// <summary>Of 10,000 calls to storage.</summary>
    public double? Transactions10000 { get; init; }

    /// <summary>What one fold on a CPU takes of a trainer. Default 1 vCPU and 2 GiB: a training has one thread.</summary>
    public TrainerSize Cpu { get; init; } = new(1, 2);

    /// <summary>The profile that trains on a GPU; null for none.</summary>
    public string? Gpu { get; init; }

    /// <summary>By the name of the profile.</summary>
    public IReadOnlyDictionary<string, GpuPrice> GpuProfiles { get; init; } = new Dictionary<string, GpuPrice>();
}
