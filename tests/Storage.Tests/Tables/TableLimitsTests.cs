using Azure.Data.Tables;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Tables;

public sealed class TableLimitsTests(AzuriteFixture azurite)
{
    [Fact]
    public void Check_AtEveryLimit_IsTaken()
    {
        TableEntity row = new(new string('p', 512), new string('r', 512)) { ["text"] = new string('x', 32 * 1024), ["bytes"] = new byte[64 * 1024] };
        for (int i = 0; i < 250; i++) row[$"n{i}"] = i;

        TableLimits.Check("runs", row);
    }

    [Fact]
    public void Check_SeveralTooLarge_NamesEach()
    {
        TableEntity row = new(new string('p', 513), "r/1") { ["text"] = new string('x', (32 * 1024) + 1), ["1a"] = 1, ["odd"] = 1m, ["old"] = DateTimeOffset.MinValue };

        TableLimitException error = Assert.Throws<TableLimitException>(() => TableLimits.Check("runs", row));

        Assert.Equal(
            [
                "its partition key has 1026 bytes, allowed are 1024",
                "its row key has the character U+002F, allowed are all but / \\ # ? % and control characters: make keys with TableKey",
                "property 'text' has 65538 bytes, allowed are 65536",
                "property '1a' has no usable name: 1 to 255 letters, digits and '_', no digit first",
                "property 'odd' is a Decimal; allowed are string, bool, int, long, double, Guid, DateTime(Offset) and bytes",
                "property 'old' is 0001-01-01T00:00:00.0000000+00:00, allowed is 1601-01-01 and later",
            ],
            error.Errors);
        Assert.Contains("'r/1' of table runs cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TooManyProperties_SaysHowMany()
    {
        TableEntity row = new("p", "r");
        for (int i = 0; i < 253; i++) row[$"n{i}"] = i;

        Assert.Equal(["it has 256 properties, allowed are 255, the 3 of every row included"], Assert.Throws<TableLimitException>(() => TableLimits.Check("runs", row)).Errors);
    }

    [Fact]
    public void Check_TooLargeARow_SaysHowLarge()
    {
        TableEntity row = new("p", "r");
        for (int i = 0; i < 17; i++) row[$"n{i:d2}"] = new string('x', 32 * 1024);

        // 4 + keys 4 + 17 x (8 + name 6 + length 4 + 65536)
        Assert.Equal(["it has 1114426 bytes, allowed are 1048576"], Assert.Throws<TableLimitException>(() => TableLimits.Check("runs", row)).Errors);
    }

    [Fact]
    public async Task SubmitAsync_BadBatch_SaysWhatIsWrong()
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Runs]);
        TableBatch batch = new();
        for (int i = 0; i < 100; i++) batch.Upsert(new TableEntity("p", $"{i}"));
        batch.Upsert(new TableEntity("q", "0"));

        TableLimitException error = await Assert.ThrowsAsync<TableLimitException>(() => sandbox.Clients.Table(StorageNames.Tables.Runs).SubmitAsync(batch, Cancel));

        Assert.Equal(
            ["it has 101 rows, allowed are 100", "it has rows of 2 partitions ('p', 'q'), allowed is one", "row '0' is in it 2 times, allowed is once"], error.Errors);
    }

    [Fact]
    public async Task SubmitAsync_MoreThan4Megabytes_IsRefused()
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Runs]);
        TableBatch batch = new();
        for (int i = 0; i < 70; i++) batch.Upsert(new TableEntity("p", $"{i}") { ["a"] = new string('x', 32_000), ["b"] = new string('x', 32_000) });

        TableLimitException error = await Assert.ThrowsAsync<TableLimitException>(() => sandbox.Clients.Table(StorageNames.Tables.Runs).SubmitAsync(batch, Cancel));

        Assert.Contains("allowed are 4194304", Assert.Single(error.Errors), StringComparison.Ordinal);
    }
}
