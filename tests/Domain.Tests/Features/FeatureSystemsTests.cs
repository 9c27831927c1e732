using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Domain.Tests.Features;

public sealed class FeatureSystemsTests
{
    private const string Poc16 =
        "open_time_delta high_time_delta low_time_delta close_time_delta volume_time_delta weekday_sin weekday_cos week_sin week_cos timeframe_1d timeframe_other " +
        "range price_change upper_shadow lower_shadow relative_volume";

    private const string V1 =
        "log_return_1 log_return_2 log_return_3 log_return_5 log_return_10 log_return_20 log_gap log_range body_share upper_shadow_share lower_shadow_share " +
        "ema_distance_10 ema_distance_20 ema_distance_50 macd_to_price macd_histogram_to_price adx_14 di_difference_14 aroon_25 trend_slope_20 trend_r2_20 efficiency_ratio_10 " +
        "rsi_14 stochastic_k_14 stochastic_d_14 bollinger_b_20 donchian_position_20 atr_to_price_14 bollinger_width_20 volatility_20 choppiness_14 " +
        "relative_volume_20 money_flow_20 signed_volume_20 vwma_distance_20";

    private const string V2 =
        V1 + " parkinson_20 garman_klass_20 yang_zhang_20 volatility_ratio_5_50 hour_sin hour_cos weekday_sin weekday_cos " +
        "log_return_1_4h log_return_5_4h sma_distance_14_4h rsi_14_4h atr_to_price_14_4h donchian_position_14_4h trend_r2_14_4h relative_volume_14_4h log_return_since_4h " +
        "log_return_1_1d log_return_5_1d sma_distance_14_1d rsi_14_1d atr_to_price_14_1d donchian_position_14_1d trend_r2_14_1d relative_volume_14_1d log_return_since_1d";

    /// <summary>Models are stored with these names. Whoever changes a list, an order or a formula raises the version of the system, and
    /// then this test.</summary>
    [Theory]
    [InlineData("poc16", 1, 16, 19, Poc16)]
    [InlineData("poc16+ma5", 1, 19, 19, Poc16 + " ma5_time_delta ma5_distance ma5_slope")]
    [InlineData("v1", 1, 35, 223, V1)]
    [InlineData("v2", 1, 61, 382, V2)]
    public void FeatureNames_OfAVersion_DoNotChange(string name, int version, int count, int warmUp, string names)
    {
        FeatureSystem system = FeatureSystems.Parse(name);
        IReadOnlyList<string> actual = system.FeatureNames(Timeframe.H1, FeatureOptions.Default);

        Assert.Equal(version, system.Version);
        Assert.Equal(names.Split(' '), actual);
        Assert.Equal(count, actual.Count);
        Assert.Equal(warmUp, system.WarmUp(Timeframe.H1, FeatureOptions.Default));
    }

    [Fact]
    public void FeatureNames_OtherEncoders_NameTheEncoderInEveryLevelColumn()
    {
        string[] absolute = [.. FeatureSystems.Poc16Ma5.FeatureNames(Timeframe.H1, new FeatureOptions { Encoder = FeatureEncoders.Absolute })];
        string[] normalized = [.. FeatureSystems.Poc16Ma5.FeatureNames(Timeframe.H1, new FeatureOptions { Encoder = FeatureEncoders.Normalized })];

        Assert.Equal(["open", "high", "low", "close", "volume", "ma5"], absolute.Except(normalized));
        Assert.Equal(["open_normalized", "high_normalized", "low_normalized", "close_normalized", "volume_normalized", "ma5_normalized"], normalized.Except(absolute));
    }

    [Fact]
    public void FeatureNames_OfSystemsWithoutLevels_DoNotDependOnTheEncoder() => Assert.All([FeatureSystems.V1, FeatureSystems.V2], system =>
        Assert.Equal(system.FeatureNames(Timeframe.H1, FeatureOptions.Default), system.FeatureNames(Timeframe.H1, new FeatureOptions { Encoder = FeatureEncoders.Absolute })));

    [Fact]
    public void FeatureNames_OfEverySystem_AreExplainedInTheReadme()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "Domain", "Features", "README.md"));
        FeatureOptions options = new() { Encoder = FeatureEncoders.Absolute, IndicatorTimeframes = [Timeframe.H4] };
        IEnumerable<string> names = FeatureSystems.All
            .SelectMany(system => system.FeatureNames(Timeframe.H1, options))
            .Select(name => name.Replace("_4h", "", StringComparison.Ordinal));

        Assert.Empty(names.Where(name => !readme.Contains($"`{name}`", StringComparison.Ordinal)).Distinct());
    }

    [Theory]
    [InlineData("poc16", "poc16")]
    [InlineData(" POC16+MA5 ", "poc16+ma5")]
    [InlineData("V2", "v2")]
    public void Parse_KnownName_GivesTheSystem(string text, string name) => Assert.Equal(name, FeatureSystems.Parse(text).Name);

    [Theory]
    [InlineData("v3")]
    [InlineData("")]
    [InlineData(null)]
    public void Parse_UnknownName_ListsAll(string? text) => Assert.Equal(
        $"'{text}' is not a feature system. The feature systems are poc16, poc16+ma5, v1, v2.",
        Assert.Throws<ServerlessTrainingException>(() => FeatureSystems.Parse(text)).Message);

    [Fact]
    public void Compute_NoBars_GivesNoRows() => Assert.All(FeatureSystems.All, system =>
    {
        FeatureMatrix matrix = system.Compute(RandomMarket.Walk(new SeededRandom(1), 10).Slice(10, 0), FeatureOptions.Default);
        Assert.Equal((0, 0), (matrix.RowCount, matrix.WarmUp));
    });
}
