using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests;

public sealed class StorageMeterTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Count_CallsOfTheScope_AreCountedAndNoOthers()
    {
        EntityTable table = await TableAsync();
        await ReadAsync(table);
        long inside;
        using (StorageMeter meter = StorageMeter.Start())
        {
            await ReadAsync(table);
            await Task.Run(() => ReadAsync(table), Cancel);
            inside = meter.Count;
        }

        await ReadAsync(table);
        Assert.Equal(2, inside);
    }

    [Fact]
    public async Task Count_MetersWithinEachOther_BothCount()
    {
        EntityTable table = await TableAsync();
        using StorageMeter outer = StorageMeter.Start();
        await ReadAsync(table);
        using (StorageMeter inner = StorageMeter.Start())
        {
            await ReadAsync(table);
            Assert.Equal(1, inner.Count);
        }

        await ReadAsync(table);
        Assert.Equal(3, outer.Count);
    }

    [Fact]
    public async Task Count_StepsBesideEachOther_CountTheirOwn()
    {
        EntityTable table = await TableAsync();

        long[] counts = await Task.WhenAll(Enumerable.Range(1, 5).Select(calls => StepAsync(table, calls)));

        Assert.Equal([1, 2, 3, 4, 5], counts);
    }

    [Fact]
    public async Task Count_CallThatIsTriedAgain_CountsEachTry()
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Runs]);
        StorageFaults faults = new();
        faults.Arm(1, StorageFault.StatusBefore);
        EntityTable table = sandbox.Open(faults).Table(StorageNames.Tables.Runs);
        using StorageMeter meter = StorageMeter.Start();

        await ReadAsync(table);

        Assert.Equal(2, meter.Count);
    }

    private static async Task<long> StepAsync(EntityTable table, int calls)
    {
        using StorageMeter meter = StorageMeter.Start();
        for (int i = 0; i < calls; i++) await ReadAsync(table);
        return meter.Count;
    }

    private static async Task ReadAsync(EntityTable table) => Assert.Null(await table.FindAsync("nothing", "there", Cancel));

    private async Task<EntityTable> TableAsync() => (await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Runs])).Clients.Table(StorageNames.Tables.Runs);
}
