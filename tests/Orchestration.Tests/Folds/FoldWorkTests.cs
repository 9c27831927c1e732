using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Tests.Folds;

public sealed class FoldWorkTests
{
    private static readonly FoldWork Work = new("""{"days":30,"model":"ridge"}""", "data", """{"mode":"quick"}""", "plan", 2, ulong.MaxValue, "0.1.0");

    /// <summary>Results are found by their key for as long as they are stored: it must never change.</summary>
    [Fact]
    public void Key_RecordedWork_IsTheRecordedOne() => Assert.Equal("6d6e62c138135a707059ddc91f1b35ea5c7d5f1613f2da93ef30cd4ab653ed77", Work.Key);

    [Fact]
    public void Key_ConfigurationInAnotherSpelling_IsTheSame() =>
        Assert.Equal(Work.Key, (Work with { Configuration = """{ "model": "ridge", "days": 30 }""" }).Key);

    [Fact]
    public void Key_AnyPartChanged_IsAnother()
    {
        FoldWork[] others =
        [
            Work with { Configuration = """{"days":31,"model":"ridge"}""" }, Work with { DataFingerprint = "other" }, Work with { FoldOptions = """{"mode":"full"}""" },
            Work with { FoldPlanKey = "other" }, Work with { Fold = 3 }, Work with { Seed = ulong.MaxValue - 1 }, Work with { CodeVersion = "0.1.1" },
            Work with { Repeat = "1" }, Work with { Repeat = "2" },
        ];

        Assert.Equal(others.Length + 1, others.Append(Work).Select(work => work.Key).Distinct().Count());
    }
}
