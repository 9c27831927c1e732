using System.Globalization;
using ServerlessTraining.Cli.Queues;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;

namespace ServerlessTraining.Cli;

/// <summary>What something took and cost, in one line: `2 min of CPU, 14 s of GPU, 1,204 calls of the storage, about 0.12 EUR`.</summary>
internal static class CostText
{
    private const double SmallestShown = 0.01;

    public static string Of(CostView cost) => Of(cost.CpuSeconds, cost.GpuSeconds, cost.StorageTransactions, cost.Price, cost.Currency);

    /// <param name="cost">As the API has it.</param>
    public static string Of(JsonLook cost) => Of(
        cost["cpu_seconds"].Number, cost["gpu_seconds"].Number, cost["storage_transactions"].Number,
        cost["price"].Number is { } price ? MetricValue.Of(price) : MetricValue.Undefined(cost["price"]["reason"].Text), cost["currency"].Text);

    /// <summary>The price, or why there is none.</summary>
    public static string Price(MetricValue price, string currency) => price.Value is not { } money
        ? price.Reason!
        : money is > 0 and < SmallestShown ? $"less than 0.01 {currency}" : string.Create(CultureInfo.InvariantCulture, $"about {money:N2} {currency}");

    private static string Of(double? cpu, double? gpu, double? calls, MetricValue price, string currency)
    {
        string?[] parts = [Time(cpu, "CPU"), Time(gpu, "GPU"), calls is { } made ? string.Create(CultureInfo.InvariantCulture, $"{made:N0} calls of the storage") : null];
        return string.Join(", ", [.. parts.OfType<string>(), Price(price, currency)]);
    }

    // What was not used is left out; what is not known is too, and the price says why.
    private static string? Time(double? seconds, string device) =>
        seconds is > 0 and { } used ? $"{QueuePrinter.Duration(TimeSpan.FromSeconds(Math.Min(used, TimeSpan.MaxValue.TotalSeconds / 2)))} of {device}" : null;
}
