namespace ServerlessTraining.Models.Tests.Contract;

/// <summary>The memory of the process is looked at, so these run with nothing beside them: the derived class says <c>[Collection(ModelMemoryContract.Alone)]</c>.</summary>
public abstract class ModelMemoryContract
{
    public const string Alone = "memory";
    private const int Fits = 500;

    // The fit rows have 375 KB as doubles: 500 copies that were left, even as floats, would be 90 MB.
    private const long MostGrowth = 24 << 20;

    protected abstract ModelUnderTest Subject { get; }

    [Fact]
    [Trait("Category", "slow")]
    public void Train_FiveHundredTimes_KeepsTheMemoryFlat()
    {
        PlantedData data = PlantedData.WithSignal(1);
        for (int i = 0; i < 50; i++) Use(data);
        long before = WorkingSet();

        for (int i = 0; i < Fits; i++) Use(data);

        AssertFlat(before, "fits");
    }

    /// <summary>A fit that is cancelled leaves as little as one that ends.</summary>
    [Fact]
    [Trait("Category", "slow")]
    public void Train_CancelledFiveHundredTimes_KeepsTheMemoryFlat()
    {
        PlantedData data = PlantedData.WithSignal(1);
        for (int i = 0; i < 50; i++) Cancel(data);
        long before = WorkingSet();

        for (int i = 0; i < Fits; i++) Cancel(data);

        AssertFlat(before, "cancelled fits");
    }

    private static void AssertFlat(long before, string what)
    {
        long growth = WorkingSet() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{growth >> 10} KB more after {Fits} {what}");
        Assert.InRange(growth, long.MinValue, MostGrowth);
    }

    private void Use(PlantedData data)
    {
        using IModel model = Subject.Trainer.Train(Request(data), null, TestContext.Current.CancellationToken);
        using IModel loaded = Subject.Trainer.Load(new SavedModel(model.FeatureNames, model.Targets, model.Report, model.ToFiles()));
        loaded.Predict(data.Features, PlantedData.Fresh, PlantedData.Direction, new double[PlantedData.Fresh.Count]);
    }

    private void Cancel(PlantedData data)
    {
        using CancellationTokenSource source = new();
        Assert.ThrowsAny<OperationCanceledException>(() => Subject.Trainer.Train(Request(data), new ProgressLog(_ => source.Cancel()), source.Token));
    }

    private TrainingRequest Request(PlantedData data) => new()
    {
        Fit = data.Samples(PlantedData.Fit),
        Targets = [PlantedData.Direction],
        Options = Subject.TinyOptions,
        Threads = Subject.Threads,
    };

    private static long WorkingSet()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }
}
