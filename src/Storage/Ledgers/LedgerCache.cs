namespace ServerlessTraining.Storage.Ledgers;

/// <summary>The ledgers that were used last, so that a decision reads what is new and not what it has read before.</summary>
/// <param name="mostLedgers">As many queues as may run at a time, each on a market of its own.</param>
/// <param name="mostLooks">Of all ledgers together. One takes about half a KB, and an instance in Azure has two GB. The ledger that was used last stays however long it is.</param>
internal sealed class LedgerCache(int mostLedgers = 16, int mostLooks = 1_000_000)
{
    private readonly Lock gate = new();

    /// <summary>The last used first.</summary>
    private readonly LinkedList<(string Partition, KnownLedger Ledger)> used = [];

    public KnownLedger? Find(string partition)
    {
        lock (gate)
        {
            if (Take(partition) is not { } found) return null;
            used.AddFirst((partition, found));
            return found;
        }
    }

    public void Keep(string partition, KnownLedger ledger)
    {
        lock (gate)
        {
            Take(partition);
            used.AddFirst((partition, ledger));
            while (used.Count > 1 && (used.Count > mostLedgers || used.Sum(one => (long)one.Ledger.Ledger.Keys) > mostLooks)) used.RemoveLast();
        }
    }

    private KnownLedger? Take(string partition)
    {
        for (LinkedListNode<(string Partition, KnownLedger Ledger)>? node = used.First; node is not null; node = node.Next)
        {
            if (node.Value.Partition != partition) continue;
            used.Remove(node);
            return node.Value.Ledger;
        }

        return null;
    }
}
