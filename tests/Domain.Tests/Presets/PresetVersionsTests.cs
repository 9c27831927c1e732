using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Domain.Tests.Presets;

public sealed class PresetVersionsTests
{
    private const string NameText = "BTCUSDT_30m_v2_LSTM2Head_single_h5";
    private static readonly PresetName Name = PresetName.Parse(NameText);
    private static readonly DateTimeOffset At = RandomMarket.Start;

    private static PresetVersions None => PresetVersions.None(Name);

    [Fact]
    public void Save_EachTime_MakesTheNextVersion()
    {
        PresetVersions versions = None.Save("a", "first", At).Save("b", "more trials", At.AddDays(1));

        Assert.Equal(
            [new PresetEvent(PresetEventKind.Saved, 1, "first", "a", At), new PresetEvent(PresetEventKind.Saved, 2, "more trials", "b", At.AddDays(1))], versions.Versions);
        Assert.Equal(2, versions.Latest);
    }

    [Fact]
    public void Restore_ADeletedName_ShowsItAsItWas()
    {
        PresetVersions deleted = None.Save("a", "first", At).Save("b", "second", At).Delete("old", At);
        PresetVersions restored = deleted.Restore("needed", At);

        Assert.Equal((true, false), (deleted.IsDeleted, deleted.Exists));
        Assert.Equal((false, true), (restored.IsDeleted, restored.Exists));
        Assert.Equal((2, "b"), (restored.Latest, restored.Events[^1].ContentFingerprint));
        Assert.Equal(3, restored.Save("c", "third", At).Latest);
    }

    [Fact]
    public void Import_UnderADeletedName_BecomesItsNextVersion()
    {
        PresetVersions versions = None.Save("a", "first", At).Delete("old", At).Import("b", "from another place", At);

        Assert.Equal((2, true), (versions.Latest, versions.Exists));
        Assert.Equal(["a", "b"], versions.Versions.Select(v => v.ContentFingerprint));
    }

    [Fact]
    public void Import_UnderANewOrLiveName_MakesTheNextVersion() =>
        Assert.Equal(2, None.Import("a", "from another place", At).Import("b", "again", At).Latest);

    [Fact]
    public void Save_ToADeletedName_IsRefused() => Refused(
        $"{NameText} cannot be saved: it is deleted, restore it first or import under its name.", () => None.Save("a", "first", At).Delete("old", At).Save("b", "second", At));

    [Fact]
    public void Delete_WhatIsNotThere_IsRefused()
    {
        Refused($"{NameText} cannot be deleted: it was never saved.", () => None.Delete("old", At));
        Refused($"{NameText} cannot be deleted: it is deleted already.", () => None.Save("a", "first", At).Delete("old", At).Delete("old", At));
    }

    [Fact]
    public void Restore_WhatIsNotDeleted_IsRefused()
    {
        Refused($"{NameText} cannot be restored: it was never saved.", () => None.Restore("needed", At));
        Refused($"{NameText} cannot be restored: it is not deleted.", () => None.Save("a", "first", At).Restore("needed", At));
    }

    [Fact]
    public void Save_SeveralThingsWrong_ReportsAllAtOnce()
    {
        Refused(
            $"{NameText} cannot be saved: it is deleted, restore it first or import under its name; "
            + "the description has 501 characters, allowed are 1 to 500 that say what was changed and why; the content has no fingerprint.",
            () => None.Save("a", "first", At).Delete("old", At).Save(" ", new string('x', 501), At));
        Refused($"{NameText} cannot be imported: the description has 0 characters, allowed are 1 to 500 that say what was changed and why.", () => None.Import("a", "", At));
    }

    [Fact]
    public void Load_DamagedHistory_IsRefused()
    {
        PresetVersions versions = None.Save("a", "first", At).Save("b", "second", At);

        Refused(
            $"The history of {NameText} is damaged: line 1 is 'saved version 2' with the content 'b', but only 'saved version 1' with the content 'b' can follow there. "
            + "Repair the history before anything is saved.",
            () => PresetVersions.Load(Name, versions.Events.Skip(1)));
    }

    [Fact]
    public void Events_AfterAnyTries_AscendAndLoseNothing() => Property.Holds(random =>
    {
        PresetVersions versions = None;
        for (int step = 0; step < 20; step++)
        {
            PresetVersions before = versions;
            try
            {
                versions = random.Next(4) switch
                {
                    0 => versions.Save($"content{step}", "change", At),
                    1 => versions.Import($"content{step}", "change", At),
                    2 => versions.Delete("old", At),
                    _ => versions.Restore("needed", At),
                };
            }
            catch (ServerlessTrainingException)
            {
                continue;
            }

            Assert.Equal(before.Events, versions.Events.SkipLast(1));
        }

        Assert.Equal(Enumerable.Range(1, versions.Latest), versions.Versions.Select(v => v.Version));
        Assert.Equal(versions.Events, PresetVersions.Load(Name, versions.Events).Events);
        Assert.Equal(versions.Latest > 0, versions.Exists || versions.IsDeleted);
    });

    private static void Refused(string message, Func<PresetVersions> step) =>
        Assert.Equal(message, Assert.ThrowsAny<ServerlessTrainingException>(step).Message);
}
