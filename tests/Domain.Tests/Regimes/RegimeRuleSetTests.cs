using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeRuleSetTests
{
    private static readonly RegimeRule Quiet = Rule("quiet", 15);

    [Fact]
    public void Default_Rules_AreThoseOfTheDesign() => Assert.Equal(
        """
        bull_trending: trend_strength > 0.7, returns > 0
        bear_trending: trend_strength > 0.7, returns < 0
        volatile_ranging: volatility > 75th percentile
        calm_ranging: volatility < 50th percentile
        """,
        RegimeRuleSet.Default.ToString());

    [Fact]
    public void Add_Rule_TakesItsPlaceByPriorityInANewSet()
    {
        RegimeRuleSet set = RegimeRuleSet.Default.Add(Quiet);

        Assert.Equal(["bull_trending", "quiet", "bear_trending", "volatile_ranging", "calm_ranging"], set.Rules.Select(rule => rule.Name));
        Assert.Equal(4, RegimeRuleSet.Default.Rules.Count);
    }

    [Fact]
    public void Replace_Rule_MayChangeNameAndPlace() => Assert.Equal(
        ["bear_trending", "volatile_ranging", "last", "calm_ranging"],
        RegimeRuleSet.Default.Replace("bull_trending", Rule("last", 35)).Rules.Select(rule => rule.Name));

    [Fact]
    public void Remove_AddedRule_GivesTheSetFromBefore()
    {
        Assert.Equal(RegimeRuleSet.Default, RegimeRuleSet.Default.Add(Quiet).Remove("quiet"));
        Assert.NotEqual(RegimeRuleSet.Default, RegimeRuleSet.Default.Add(Quiet));
    }

    [Fact]
    public void Toggle_Twice_GivesTheSetFromBefore()
    {
        RegimeRuleSet toggled = RegimeRuleSet.Default.Toggle("bear_trending");

        Assert.Equal(["bull_trending", "volatile_ranging", "calm_ranging"], toggled.Enabled.Select(rule => rule.Name));
        Assert.Equal(4, toggled.Rules.Count);
        Assert.Equal(RegimeRuleSet.Default, toggled.Toggle("bear_trending"));
    }

    [Fact]
    public void Find_UnknownName_ListsTheRules()
    {
        const string Expected = "There is no regime rule 'bull'. The rules are bull_trending, bear_trending, volatile_ranging, calm_ranging.";

        Assert.Equal(Expected, Assert.Throws<ServerlessTrainingException>(() => RegimeRuleSet.Default.Find("bull")).Message);
        Assert.Equal(Expected, Assert.Throws<ServerlessTrainingException>(() => RegimeRuleSet.Default.Remove("bull")).Message);
        Assert.Equal(Expected, Assert.Throws<ServerlessTrainingException>(() => RegimeRuleSet.Default.Replace("bull", Quiet)).Message);
        Assert.Equal(Expected, Assert.Throws<ServerlessTrainingException>(() => RegimeRuleSet.Default.Toggle("bull")).Message);
    }

    [Fact]
    public void Constructor_ClashesAndTooMany_ReportsAllAtOnce()
    {
        RegimeRuleException error = Assert.Throws<RegimeRuleException>(() =>
            new RegimeRuleSet([.. Enumerable.Range(1, 63).Select(i => Rule($"r{i}", i)), Rule("r1", 100), Rule("other", 2)]));

        Assert.Equal(
            """
            3 errors in the regime rules:
            - there may be at most 64 rules, disabled ones included, but there are 65. Remove some.
            - the name r1 is there 2 times; give each rule its own.
            - r2 and other have the same priority 2; give each its own, so that it is plain which is asked first.
            """,
            error.Message);
    }

    [Fact]
    public void Constructor_SixtyFourRules_IsTaken() => Assert.Equal(64, new RegimeRuleSet(Enumerable.Range(1, 64).Select(i => Rule($"r{i}", i))).Rules.Count);

    /// <summary>A recorded value: decisions of released versions are kept under it.</summary>
    [Fact]
    public void Fingerprint_Default_IsTheRecordedOne() =>
        Assert.Equal("6869191edcfc665cd52886f7f908aec048c4f4a75ce102d1f8c68d820bbfd8e8", RegimeRuleSet.Default.Fingerprint(RegimeOptions.Default));

    [Fact]
    public void Fingerprint_WhatLabelsDependOn_ChangesIt()
    {
        RegimeRuleSet set = RegimeRuleSet.Default;
        RegimeRule bull = set.Find("bull_trending");
        string[] fingerprints =
        [
            set.Fingerprint(RegimeOptions.Default),
            set.Fingerprint(new RegimeOptions { Lookback = 101 }),
            set.Fingerprint(new RegimeOptions { PercentileWindow = 1001 }),
            set.Fingerprint(new RegimeOptions { Hysteresis = 2 }),
            set.Toggle("calm_ranging").Fingerprint(RegimeOptions.Default),
            set.Add(Quiet).Fingerprint(RegimeOptions.Default),
            set.Replace("bull_trending", new RegimeRule("bull", 10, bull.Conditions)).Fingerprint(RegimeOptions.Default),
            set.Replace("bull_trending", new RegimeRule("bull_trending", 25, bull.Conditions)).Fingerprint(RegimeOptions.Default),
            set.Replace("bull_trending", new RegimeRule("bull_trending", 10, [RegimeCondition.Parse("trend_strength", "> 0.71")])).Fingerprint(RegimeOptions.Default),
        ];

        Assert.Equal(fingerprints.Length, fingerprints.Distinct().Count());
    }

    [Fact]
    public void Fingerprint_WhatLabelsDoNotDependOn_LeavesIt()
    {
        RegimeRule bull = RegimeRuleSet.Default.Find("bull_trending");
        RegimeRuleSet reworded = RegimeRuleSet.Default
            .Replace("bull_trending", new RegimeRule(bull.Name, 5, bull.Conditions.Reverse(), description: "Other words."))
            .Add(Quiet.WithEnabled(false));

        Assert.NotEqual(RegimeRuleSet.Default, reworded);
        Assert.Equal(RegimeRuleSet.Default.Fingerprint(RegimeOptions.Default), reworded.Fingerprint(RegimeOptions.Default));
    }

    private static RegimeRule Rule(string name, int priority) => new(name, priority, [RegimeCondition.Parse("volume", "< 0.5x average")]);
}
