using System.Text.Json;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Orchestration.Tests.Studies;

public sealed class StudySpecTests
{
    private static readonly StudySpec Spec = new()
    {
        Symbol = "BTCUSDT",
        Timeframe = "1h",
        Model = "ridge",
        FeatureSystem = "v2",
        Horizons = [1, 3],
        Space = """{"alpha":{"high":10,"low":1}}""",
        DataFingerprint = "f",
    };

    [Fact]
    public void CanonicalText_OfASpec_HasAllThatDecidesIt()
    {
        const string Expected = "{'data_fingerprint':'f','days':180,'defaults':'[]','encoder':'absolute','feature_system':'v2','fold_mode':'quick','generation':8,'horizons':[1,3],"
            + "'max_folds':45,'model':'ridge','objective':'roc_auc','phases':4,'seed':7,'space':'{~'alpha~':{~'high~':10,~'low~':1}}','symbol':'BTCUSDT','timeframe':'1h',"
            + "'trials':{'broad':20,'focused':40,'local':10,'seeds':5}}";

        Assert.Equal(Expected.Replace('\'', '"').Replace('~', '\\'), Spec.CanonicalText);
    }

    [Fact]
    public void Hash_OfTheSameSpecReadBack_IsTheSame() =>
        Assert.Equal(Spec.Hash, JsonSerializer.Deserialize<StudySpec>(JsonSerializer.Serialize(Spec, ApiJson.Options), ApiJson.Options)!.Hash);

    [Fact]
    public void Planned_LastPhase_CountsSeedsTimesFinalists() => Assert.Equal(
        [20, 60, 70, 85], Enumerable.Range(1, 4).Select(phases => StudySetup.Of(Spec with { Phases = phases, Trials = PhaseTrials.Quick }).Planned));
}
