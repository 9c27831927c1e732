using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>Turns what trainings used into money.</summary>
/// <param name="prices">Of the file.</param>
/// <param name="source">The file's name as people know it.</param>
public sealed class CostBook(PriceSettings prices, string source)
{
    private const double TransactionsAPrice = 10_000;

    public string Currency => prices.Currency;

    /// <summary>Where the prices are set.</summary>
    public string Source => source;

    /// <summary>In <see cref="Currency"/>. Undefined where something was used whose price is not set.</summary>
    public MetricValue Of(TrainingUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        List<string> missing = [];
        double sum = 0;
        if (use.CpuSeconds > 0) sum += use.CpuSeconds * SecondOf(prices.Cpu, missing);
        if (use.GpuSeconds > 0) sum += use.GpuSeconds * GpuSecond(missing);
        if (use.StorageTransactions > 0) sum += use.StorageTransactions / TransactionsAPrice * Set(prices.Transactions10000, "transactions_10000", missing);
        return missing.Count == 0 ? MetricValue.Of(sum) : MetricValue.Undefined(Missing(missing));
    }

    /// <summary>What was used with its price.</summary>
    public CostView ViewOf(TrainingUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return new CostView(use.CpuSeconds, use.GpuSeconds, use.StorageTransactions, Of(use), Currency, Source);
    }

    /// <summary>Of something that ran, but nobody noted what it used.</summary>
    public CostView Unknown(string reason) => new(null, null, null, MetricValue.Undefined(reason), Currency, Source);

    private double SecondOf(TrainerSize size, List<string> missing) =>
        (size.Vcpus * Set(prices.VcpuSecond, "vcpu_second", missing)) + (size.MemoryGib * Set(prices.GibSecond, "gib_second", missing));

    private double GpuSecond(List<string> missing)
    {
        if (prices.Gpu is { } name && prices.GpuProfiles.TryGetValue(name, out GpuPrice? profile))
        {
            return Set(profile.Second, $"gpu_profiles.{name}.second", missing) + SecondOf(profile.Size, missing);
        }

        return Set(null, "gpu", missing);
    }

    private string Missing(List<string> missing)
    {
        bool nothing = prices is { VcpuSecond: null, GibSecond: null, Transactions10000: null } && prices.GpuProfiles.Values.All(profile => profile.Second is null);
        return nothing ? $"no price is set in {source}" : $"{string.Join(" and ", missing.Distinct(StringComparer.Ordinal))} not set in {source}";
    }

    private static double Set(double? price, string name, List<string> missing)
    {
        if (price is { } set) return set;
        missing.Add(name);
        return 0;
    }
}
