using ServerlessTraining.Domain;
using ServerlessTraining.Search.Samplers;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Tests.Samplers;

/// <summary>What holds for every sampler.</summary>
public sealed class SamplerTests
{
    public static TheoryData<string> All => ["random", "quasi_random", "tpe", "cma_es"];

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_AskedAgainAndBySamplersWithAnotherPast_GivesTheSamePoint(string name)
    {
        ISampler used = Create(name);
        List<Trial> finished = [];
        SeededRandom seeds = new(3);
        for (int i = 0; i < 60; i++)
        {
            ulong seed = seeds.NextUInt64();
            SearchPoint[] pending = [.. Enumerable.Range(0, i % 4).Select(_ => Searching.Mixed.FromShares([.. Enumerable.Range(0, 6).Select(_ => seeds.NextDouble())]))];
            SearchPoint point = used.Propose(Searching.Mixed, finished, pending, seed);
            Trial[] readAnew = [.. finished.Select(trial => trial with { })];
            Assert.Equal(point, Create(name).Propose(Searching.Mixed, readAnew, pending, seed));
            Assert.Equal(point, used.Propose(Searching.Mixed, readAnew, pending, seed));
            if (i % 20 == 19) _ = used.Propose(Searching.Small, [], [], seed);
            finished.Add(Ended(i, point));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_WithAnotherSeed_GivesAnotherPoint(string name)
    {
        // A sequence is one for the whole study; its seed is told when it is made.
        if (name == "quasi_random") Assert.NotEqual(new QuasiRandomSampler(1).Propose(Searching.Mixed, [], [], 0), new QuasiRandomSampler(2).Propose(Searching.Mixed, [], [], 0));
        else Assert.NotEqual(Create(name).Propose(Searching.Mixed, [], [], 1), Create(name).Propose(Searching.Mixed, [], [], 2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_OverAStudy_StaysInTheSpaceAndRepeatsNoPoint(string name)
    {
        ISampler sampler = Create(name);
        List<Trial> finished = [];
        for (int generation = 0; generation < 12; generation++)
        {
            List<SearchPoint> pending = [];
            for (int i = 0; i < 8; i++) pending.Add(sampler.Propose(Searching.Mixed, finished, pending, (ulong)((100 * generation) + i)));
            foreach (SearchPoint point in pending)
            {
                Searching.Mixed.Check(point);
                finished.Add(Ended(finished.Count, point));
            }
        }

        Assert.Equal(finished.Count, finished.Select(trial => trial.Point).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_InASpaceThatCanBeCounted_UsesEachPointOnceAndThenRepeats(string name)
    {
        List<Trial> finished = Searching.Run(Create(name), Searching.Small, 22, 5, point => point[0] + point[1]);
        Assert.Equal(22, finished.Select(trial => trial.Point).Distinct().Count());
        Searching.Small.Check(Create(name).Propose(Searching.Small, finished, [], 5));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_WhereEveryTrialFailed_GoesOn(string name)
    {
        List<Trial> finished = [.. Enumerable.Range(0, 30).Select(i => new Trial(i, new RandomSampler().Propose(Searching.Mixed, [], [], (ulong)i), TrialState.Failed, [], []))];
        Searching.Mixed.Check(Create(name).Propose(Searching.Mixed, finished, [], 1));
    }

    private static ISampler Create(string name) => name switch
    {
        "random" => new RandomSampler(),
        "quasi_random" => new QuasiRandomSampler(7),
        "tpe" => new TpeSampler(),
        _ => new CmaEsSampler(new CmaEsOptions { Given = 10 }),
    };

    /// <summary>Trials end in every way there is.</summary>
    private static Trial Ended(int number, SearchPoint point) => (number % 7) switch
    {
        2 => new Trial(number, point, TrialState.Failed, [], []),
        4 => new Trial(number, point, TrialState.Complete, [double.NaN], []),
        5 => new Trial(number, point, TrialState.Pruned, [Searching.MixedLoss(point) / 2], []),
        _ => Searching.Measured(number, point, Searching.MixedLoss(point)),
    };
}
