using System.Globalization;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Cli.Queues;

/// <summary>An estimate in one line: `about 20 fold trainings, 34 s of CPU here (median of 112 past folds), 17 s by the clock, no price is set in configs/prices.yaml`.</summary>
internal static class EstimateLine
{
    public static string Of(FoldEstimate estimate)
    {
        string folds = string.Create(CultureInfo.InvariantCulture, $"about {estimate.FoldTasks:N0} fold training{(estimate.FoldTasks == 1 ? "" : "s")}");
        if (estimate.ComputeSeconds.Reason is { } unknown) return $"{folds}, time and price not known: {unknown}";
        int past = estimate.ByModel.Sum(model => model.FromFolds);
        string seconds = string.Join(" and ", Enum.GetValues<FoldDevice>().Select(device => TimeOn(device, estimate)).OfType<string>());
        if (seconds.Length == 0) return $"{folds}, {Price(estimate)}";
        string median = string.Create(CultureInfo.InvariantCulture, $"median of {past:N0} past fold{(past == 1 ? "" : "s")}");
        return $"{folds}, {seconds} here ({median}), {Time(estimate.WallSeconds.Value)} by the clock, {Price(estimate)}";
    }

    private static string? TimeOn(FoldDevice device, FoldEstimate estimate)
    {
        double seconds = estimate.ByModel.Where(model => model.Device == device).Sum(model => model.Folds * (model.SecondsPerFold.Value ?? 0));
        return seconds > 0 ? $"{Time(seconds)} of {device.ToString().ToUpperInvariant()}" : null;
    }

    private static string Time(double? seconds) => QueuePrinter.Duration(TimeSpan.FromSeconds(Math.Min(seconds ?? 0, TimeSpan.MaxValue.TotalSeconds / 2)));

    private static string Price(FoldEstimate estimate) => CostText.Price(estimate.Price, estimate.Currency);
}
