namespace ServerlessTraining.LocalEngine.Instances;

/// <summary>
/// All unfinished instances by id, and the ids that somebody is about to start or purge. Ids are compared to the letter, as Azure Storage does.
/// </summary>
internal sealed class LiveInstances(Lock gate)
{
    private readonly Dictionary<string, object> entries = [];

    /// <summary>A copy.</summary>
    public Instance[] All
    {
        get
        {
            lock (gate) return [.. entries.Values.OfType<Instance>()];
        }
    }

    /// <summary>Null when there is none, or it has finished.</summary>
    public Instance? Find(string id)
    {
        lock (gate) return entries.GetValueOrDefault(id) is Instance { Finished: false } instance ? instance : null;
    }

    /// <summary>Also one that has finished and whose last row is on its way.</summary>
    public Instance? FindAny(string id)
    {
        lock (gate) return entries.GetValueOrDefault(id) as Instance;
    }

    /// <summary>Keeps an id for the caller until it is disposed of; null when an unfinished instance has it. Whoever takes several takes them in ordinal order.</summary>
    public async Task<Reservation?> ReserveAsync(string id, CancellationToken cancellation)
    {
        while (true)
        {
            Task free;
            lock (gate)
            {
                switch (entries.GetValueOrDefault(id))
                {
                    case Instance { Finished: false }:
                        return null;
                    // Whoever writes the end removes the instance first: one that is still here will never be written.
                    case Instance { Ended.IsCompleted: true }:
                        throw new LocalEngineException("The task hub has stopped, or is lost to this process; start it again.");
                    case Instance last:
                        free = last.Ended;
                        break;
                    case Reservation other:
                        free = other.Released;
                        break;
                    default:
                        Reservation mine = new(this, id);
                        entries.Add(id, mine);
                        return mine;
                }
            }

            await free.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Puts an instance where its reservation was.</summary>
    public void Add(Instance instance)
    {
        lock (gate) entries[instance.Id] = instance;
    }

    public void Remove(Instance instance) => Remove(instance.Id, instance);

    internal void Release(Reservation reservation) => Remove(reservation.Id, reservation);

    private void Remove(string id, object entry)
    {
        lock (gate)
        {
            if (ReferenceEquals(entries.GetValueOrDefault(id), entry)) entries.Remove(id);
        }
    }
}
