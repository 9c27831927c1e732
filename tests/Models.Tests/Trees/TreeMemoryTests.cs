using System.Globalization;
using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Trees;

[Collection(ModelMemoryContract.Alone)]
public sealed class TreeMemoryTests
{
    private const int Fits = 500;
    private const long Bound = 8L << 20;

    /// <summary>Every third fit is cancelled in its second target, when a model of the first is there. What is not freed is 30 KB or more a fit: 15 MB in all.</summary>
    [Theory]
    [InlineData("lightgbm")]
    [InlineData("xgboost")]
    public void Train_FiveHundredFits_LeaveTheMemoryFlat(string type)
    {
        PlantedRows rows = new();
        TrainingRequest one = rows.Request("""{"n_estimators": 8}""", tune: true, PlantedRows.Up);
        TrainingRequest two = one with { Targets = [PlantedRows.Up, PlantedRows.Move] };
        for (int fit = 0; fit < 60; fit++) Fit(type, fit % 3 == 0 ? two : one);
        long before = Resident();

        for (int fit = 0; fit < Fits; fit++) Fit(type, fit % 3 == 0 ? two : one);

        long grown = Resident() - before;
        Assert.True(grown < Bound, $"{Fits} fits left {grown >> 10} KB behind");
    }

    private static void Fit(string type, TrainingRequest request)
    {
        using CancellationTokenSource stop = new();
        Reports reports = new(report =>
        {
            if (report.Target == PlantedRows.Move) stop.Cancel();
        });
        try
        {
            using IModel model = TreeTraining.TrainUntil(type, request, reports, stop.Token);
            _ = model.Predict(request.Fit.Features, PlantedRows.TestRows, PlantedRows.Up);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As meant.
        }
    }

    private static long Resident()
    {
        // Aggressive gives what the managed heap has free back to the system.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}
