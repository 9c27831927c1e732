using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Selection;

/// <summary>Who holds which regime of one market (or of all). Immutable; a change makes the next version, by which a store notices that
/// somebody else was faster.</summary>
public sealed class RegimeBoard
{
    private readonly Dictionary<string, IReadOnlyList<Incumbent>> places;
    private readonly Dictionary<string, IReadOnlyList<Defeat>> defeats;

    /// <param name="regimes">In order of priority, without the unclassified one: a place there would choose a model for bars about which
    /// nothing is known.</param>
    /// <param name="places">The incumbents of each regime, the best first. What is left out is empty.</param>
    /// <param name="defeats">By model id: what runs of the models on the board have lost, for the tombstone they may need one day.</param>
    public RegimeBoard(
        string key,
        long version,
        IReadOnlyList<string> regimes,
        IReadOnlyDictionary<string, IReadOnlyList<Incumbent>>? places = null,
        IReadOnlyDictionary<string, IReadOnlyList<Defeat>>? defeats = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        Key = key;
        Version = version;
        Regimes = [.. regimes];
        this.places = (places ?? new Dictionary<string, IReadOnlyList<Incumbent>>()).Where(p => p.Value.Count > 0).ToDictionary();
        this.defeats = (defeats ?? new Dictionary<string, IReadOnlyList<Defeat>>()).Where(d => d.Value.Count > 0).ToDictionary();
        Check();
    }

    /// <summary>The market, as `BTCUSDT_30m`, or `global`.</summary>
    public string Key { get; }

    public long Version { get; }

    public IReadOnlyList<string> Regimes { get; }

    /// <summary>Every place, by regime and rank.</summary>
    public IEnumerable<Incumbent> Incumbents => Regimes.SelectMany(Holders);

    /// <summary>The places of a regime, the best first.</summary>
    public IReadOnlyList<Incumbent> Holders(string regime) => places.GetValueOrDefault(regime, []);

    public IReadOnlyList<string> RegimesOf(string modelId) =>
        [.. Regimes.Where(regime => Holders(regime).Any(i => i.Run.ModelId == modelId))];

    public IReadOnlyList<Defeat> DefeatsOf(string modelId) => defeats.GetValueOrDefault(modelId, []);

    /// <summary>The same places with the scores of <paramref name="rescored"/>, ranked by them: models stay where they are until a
    /// challenger is better by the margin. A place is told by run and regime.</summary>
    public RegimeBoard WithRescored(IReadOnlyList<Incumbent> rescored, SelectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(rescored);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Dictionary<(string RunId, string Regime), Incumbent> scores = [];
        List<string> errors = [];
        foreach (Incumbent entry in rescored)
        {
            string runId = entry.Run.RunId;
            string regime = entry.Candidate.Regime;
            bool holds = Holders(regime).Any(i => i.Run.RunId == runId && i.Candidate.Strategy == entry.Candidate.Strategy);
            if (!holds) errors.Add($"run {runId} with {entry.Candidate.Strategy} holds no place in {regime}");
            else if (!scores.TryAdd((runId, regime), entry)) errors.Add($"run {runId} comes twice for {regime}");
        }

        if (errors.Count > 0)
        {
            throw new ServerlessTrainingException(
                $"The incumbents of {Key} cannot take these scores: {string.Join("; ", errors)}. Score exactly the run and strategy that hold a place.");
        }

        return new RegimeBoard(
            Key,
            Version + 1,
            Regimes,
            places.ToDictionary(p => p.Key, p => Ranking.Of(p.Value.Select(i => scores.GetValueOrDefault((i.Run.RunId, p.Key), i)), options)),
            defeats);
    }

    private void Check()
    {
        List<string> errors =
        [
            .. Regimes.Where(r => r == RegimeLabels.Unclassified).Select(r => $"'{r}' cannot be held"),
            .. Regimes.Where(string.IsNullOrWhiteSpace).Select(_ => "a regime has no name"),
            .. Regimes.GroupBy(r => r).Where(same => same.Count() > 1).Select(same => $"'{same.Key}' comes {same.Count()} times"),
        ];
        foreach ((string regime, IReadOnlyList<Incumbent> holders) in places.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (!Regimes.Contains(regime, StringComparer.Ordinal)) errors.Add($"'{regime}' has incumbents but is not among {string.Join(", ", Regimes)}");
            errors.AddRange(holders
                .Where(i => i.Candidate.Regime != regime)
                .Select(i => $"'{regime}' is held by run {i.Run.RunId} with a result of '{i.Candidate.Regime}'"));
            errors.AddRange(holders
                .GroupBy(i => i.Run.ModelId)
                .Where(same => same.Count() > 1)
                .Select(same => $"'{regime}' is held {same.Count()} times by model {same.Key}"));
        }

        if (errors.Count > 0) throw new ServerlessTrainingException($"The regimes of {Key} cannot be used: {string.Join("; ", errors)}.");
    }
}
