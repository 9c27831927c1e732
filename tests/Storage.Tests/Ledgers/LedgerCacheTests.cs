using Azure.Data.Tables;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Ledgers;

namespace ServerlessTraining.Storage.Tests.Ledgers;

public sealed class LedgerCacheTests
{
    [Fact]
    public void Keep_MoreLedgersThanItHolds_DropsTheOneUsedLongestAgo()
    {
        LedgerCache cache = new(mostLedgers: 2);
        cache.Keep("a", Known(1));
        cache.Keep("b", Known(1));
        cache.Find("a");

        cache.Keep("c", Known(1));

        Assert.Equal(["a", "c"], Held(cache));
    }

    [Fact]
    public void Keep_MoreLooksThanItHolds_DropsOthersButNeverTheLast()
    {
        LedgerCache cache = new(mostLooks: 10);
        cache.Keep("a", Known(4));
        cache.Keep("b", Known(6));
        Assert.Equal(["a", "b"], Held(cache));

        cache.Keep("c", Known(11));

        Assert.Equal(["c"], Held(cache));
    }

    [Fact]
    public void Keep_SamePartition_TakesTheNewer()
    {
        LedgerCache cache = new(mostLooks: 10);
        cache.Keep("a", Known(8));

        cache.Keep("a", Known(9));

        Assert.Equal(9, cache.Find("a")!.Ledger.Keys);
    }

    private static IEnumerable<string> Held(LedgerCache cache) => ((string[])["a", "b", "c"]).Where(partition => cache.Find(partition) is not null);

    private static KnownLedger Known(int looks) => new(
        new TrialLedger("BTCUSDT 1h", "data").Record(Enumerable.Range(0, looks).Select(i => TrialLook.Of(TrialKind.Seed, $"{i}"))), new TableEntity("partition", "version"));
}
