using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>What the whole selection makes of markets in which nothing can be known.</summary>
public sealed class NoiseStudyTests
{
    private const int Markets = 100;
    private const int MostBelieved = 9;

    [Fact]
    [Trait("Category", "slow")]
    public async Task KeepOrDelete_DriftlessRandomWalks_AreSeldomBelieved()
    {
        int crowned = 0;
        int places = 0;
        List<ulong> believed = [];
        for (ulong seed = 1; seed <= Markets; seed++)
        {
            IReadOnlyList<(RunBest Champion, double Deflated)> champions = await SelectionStudy.ChampionsAsync(
                ScoringScene.MarketOf("WALKUSDT", seed, signal: 0, SyntheticRegime.Driftless(Timeframe.H4)), RegimeRuleSet.Default);
            places += champions.Count;
            if (champions.Count > 0) crowned++;
            if (champions.Any(one => one.Deflated > SelectionStudy.Believed)) believed.Add(seed);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Markets} random walks: {crowned} with a champion, {places} regimes held, {believed.Count} with a champion above {SelectionStudy.Believed} "
            + $"(seeds {string.Join(", ", believed)})");
        Assert.True(crowned >= Markets / 4, $"only {crowned} walks had a champion; the study says nothing");
        Assert.True(believed.Count <= MostBelieved, $"{believed.Count} of {Markets} walks had a champion that was believed: seeds {string.Join(", ", believed)}");
    }
}
