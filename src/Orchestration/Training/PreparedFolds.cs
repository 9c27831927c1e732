namespace ServerlessTraining.Orchestration.Training;

/// <summary>The folds that were prepared last. A grid trains many models on the same few folds; preparing each anew would cost as much as a small model.</summary>
/// <param name="mostBytes">How much they may take together; the one that was used last stays, whatever it takes.</param>
internal sealed class PreparedFolds(long mostBytes)
{
    /// <summary>Room for the folds of a year of hourly bars in five or ten feature systems; little beside what training takes.</summary>
    public const long DefaultBytes = 128L << 20;

    private readonly Lock gate = new();
    private readonly LinkedList<Entry> recent = [];

    /// <summary>Several threads that ask for one fold wait for the first of them.</summary>
    public PreparedFold Of(FoldCase work, FoldRecipe recipe)
    {
        Entry entry = Take(new Key(work, recipe), () => PreparedFold.Of(work, recipe));
        try
        {
            PreparedFold fold = entry.Fold.Value;
            Trim();
            return fold;
        }
        catch
        {
            lock (gate) recent.Remove(entry);
            throw;
        }
    }

    private Entry Take(Key key, Func<PreparedFold> prepare)
    {
        lock (gate)
        {
            if (recent.FirstOrDefault(one => one.Key == key) is { } known)
            {
                recent.Remove(known);
                recent.AddFirst(known);
                return known;
            }

            Entry fresh = new(key, new Lazy<PreparedFold>(prepare));
            recent.AddFirst(fresh);
            return fresh;
        }
    }

    private void Trim()
    {
        lock (gate)
        {
            long bytes = recent.Sum(one => one.Bytes);
            while (recent.Count > 1 && bytes > mostBytes)
            {
                bytes -= recent.Last!.Value.Bytes;
                recent.RemoveLast();
            }
        }
    }

    /// <summary>What decides how a fold is prepared. Bars are the same where they are one object: whoever loads them keeps it as long as nothing changed.</summary>
    private sealed record Key(object Bars, string Plan, int EntryDelay, int Fold, int Horizon, string FeatureSystem, string Encoder, string Timeframes)
    {
        public Key(FoldCase work, FoldRecipe recipe)
            : this(
                work.Bars,
                work.Plan.Key,
                work.Plan.Options.EntryDelay,
                work.Fold.Number,
                work.Configuration.Horizon,
                recipe.FeatureSystem.Name,
                recipe.FeatureOptions.Encoder.Name,
                recipe.FeatureOptions.IndicatorTimeframes is { } chosen ? string.Join(',', chosen) : "default")
        {
        }
    }

    private sealed record Entry(Key Key, Lazy<PreparedFold> Fold)
    {
        public long Bytes => Fold.IsValueCreated ? Fold.Value.Bytes : 0;

        // One entry is not another, though both may be of one fold.
        public bool Equals(Entry? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => Key.GetHashCode();
    }
}
