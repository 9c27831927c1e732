using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Studies;

/// <summary>The fourth phase: which of the best points is good with any seed. All have the same seeds, so that they are compared under the same luck.</summary>
internal static class Stability
{
    /// <summary>Stands for this phase among the parts of the study's seed; proposals have their numbers there.</summary>
    private const ulong Part = ulong.MaxValue;

    public static IReadOnlyList<TrialProposal> Next(StudyOptions options, StudyHistory history)
    {
        IReadOnlyList<Trial> finalists = Finalists(options, history);
        ulong[] seeds = Seeds(options);
        int done = history.Of(StudyPhase.Stability).Count;
        int proposed = Math.Min(options.Generation, (finalists.Count * seeds.Length) - done);
        // Seed by seed: whatever part of the phase is over, all finalists are as far.
        return
        [
            .. from k in Enumerable.Range(done, Math.Max(0, proposed))
               let point = finalists[k % finalists.Count].Point
               select new TrialProposal(history.Count + k - done, StudyPhase.Stability, history.Generation + 1, point, seeds[k / finalists.Count]),
        ];
    }

    public static StudyWinner? Winner(StudyOptions options, StudyHistory history)
    {
        IReadOnlyList<StudyTrial> trials = history.Of(StudyPhase.Stability);
        StudyFinalist[] all = [.. Finalists(options, history).Select(finalist => Measured(finalist, trials))];
        int most = all.Select(finalist => finalist.Seeds.Count).DefaultIfEmpty().Max();
        if (most == 0) return Unrepeated(options, history);
        // Few seeds have little spread by chance: a finalist that was measured with less than half as many as another one does not win.
        StudyFinalist[] ranked =
        [
            .. all.OrderBy(finalist => 2 * finalist.Seeds.Count >= most ? 0 : 1)
                .ThenBy(finalist => finalist.Seeds.Count == 0)
                .ThenBy(finalist => finalist.MeanLoss + finalist.Spread)
                .ThenBy(finalist => finalist.SearchLoss),
        ];
        return Winner(ranked);
    }

    public static ulong SearchSeed(StudyOptions options) => options.Seed % (1UL << 31);

    private static StudyWinner? Unrepeated(StudyOptions options, StudyHistory history)
    {
        if (TrialRanking.Best(history.Searched) is not [{ Loss: { } loss } best, ..]) return null;
        return Winner([new StudyFinalist(best.Point, loss, loss, 0, 0, [new SeedLoss(SearchSeed(options), loss)])]);
    }

    private static StudyWinner Winner(StudyFinalist[] ranked)
    {
        StudyFinalist winner = ranked[0];
        SeedLoss median = winner.Seeds.OrderBy(seed => seed.Loss).ElementAt((winner.Seeds.Count - 1) / 2);
        return new StudyWinner(winner.Point, winner.MeanLoss, winner.Spread, median.Seed, winner.Seeds, ranked);
    }

    private static StudyFinalist Measured(Trial finalist, IReadOnlyList<StudyTrial> trials)
    {
        StudyTrial[] own = [.. trials.Where(trial => trial.Proposal.Point.Equals(finalist.Point))];
        SeedLoss[] seeds =
        [
            .. from trial in own
               where trial.State == TrialState.Complete && TrialRanking.IsMeasured(trial.ToTrial())
               select new SeedLoss(trial.Proposal.Seed, trial.Losses[0]),
        ];
        double mean = seeds.Length == 0 ? double.NaN : seeds.Average(seed => seed.Loss);
        double spread = seeds.Length == 1 ? 0 : Math.Sqrt(seeds.Sum(seed => (seed.Loss - mean) * (seed.Loss - mean)) / (seeds.Length - 1));
        return new StudyFinalist(finalist.Point, finalist.Loss!.Value, mean, spread, own.Length - seeds.Length, seeds);
    }

    private static IReadOnlyList<Trial> Finalists(StudyOptions options, StudyHistory history) => [.. TrialRanking.Best(history.Searched).Take(options.Finalists)];

    /// <summary>All different; the first is the one of the phases before.</summary>
    private static ulong[] Seeds(StudyOptions options)
    {
        SeededRandom random = new SeededRandom(options.Seed).Fork(Part);
        List<ulong> seeds = [SearchSeed(options)];
        while (seeds.Count < options.Trials.Seeds)
        {
            ulong seed = (ulong)random.Next(int.MaxValue);
            if (!seeds.Contains(seed)) seeds.Add(seed);
        }

        return [.. seeds];
    }
}
