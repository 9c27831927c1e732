using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Domain.Tests.Presets;

public sealed class PresetNameTests
{
    private const string Systems = ", allowed are up to 40 of a-z and 0-9, with '+' between parts, as in v2 or poc16+ma5";
    private const string Words = ", allowed are up to 40 of A-Z, a-z and 0-9 with a capital first, as in LightGBM";
    private const string Lists = ", allowed are h and numbers of bars with '-' between them, as in h5 or h1-3-5-10";
    private const string Example = "BTCUSDT_30m_v2_LSTM2Head_multi_h1-3-5-10";

    [Fact]
    public void Create_TheExample_IsWrittenExactlySo() =>
        Assert.Equal(Example, PresetName.Create(Symbol.Parse("BTC/USDT"), Timeframe.M30, "v2", "LSTM2Head", [1, 3, 5, 10]).Text);

    [Fact]
    public void Parse_TheExample_GivesItsParts()
    {
        PresetName name = PresetName.Parse(Example);

        Assert.Equal(
            (Symbol.Parse("BTCUSDT"), Timeframe.M30, "v2", "LSTM2Head", "multi"),
            (name.Symbol, name.Timeframe, name.FeatureSystem, name.Architecture, name.HorizonType));
        Assert.Equal([1, 3, 5, 10], name.Horizons);
    }

    [Fact]
    public void Create_OneHorizon_IsSingle()
    {
        PresetName name = PresetName.Create(Symbol.Parse("ETHUSDT"), Timeframe.D1, "poc16+ma5", "LightGBM", [5]);

        Assert.Equal("ETHUSDT_1d_poc16+ma5_LightGBM_single_h5", name.Text);
    }

    [Fact]
    public void Parse_AnyNameOnceWritten_GivesItBack() => Property.Holds(random =>
    {
        PresetName name = Random(random);

        PresetName read = PresetName.Parse(name.Text);

        Assert.Equal(name, read);
        Assert.Equal((name.Symbol, name.Timeframe, name.FeatureSystem, name.Architecture), (read.Symbol, read.Timeframe, read.FeatureSystem, read.Architecture));
        Assert.Equal(name.Horizons, read.Horizons);
    });

    [Fact]
    public void Text_OfAnyName_IsSafeAsAFileName() => Property.Holds(random =>
        Assert.Matches("^[A-Z0-9]+_[a-z0-9]+_[a-z0-9+]+_[A-Za-z0-9]+_(single|multi)_h[0-9-]+$", Random(random).Text));

    /// <summary>What is read is written the same: no second spelling of a name exists.</summary>
    [Fact]
    public void Parse_ANameWithOneCharacterChanged_IsRefusedOrAnotherName() => Property.Holds(random =>
    {
        char[] letters = Random(random).Text.ToCharArray();
        letters[random.Next(letters.Length)] = "aZ09_-+. /h"[random.Next(11)];
        string text = new(letters);

        try
        {
            Assert.Equal(text, PresetName.Parse(text).Text);
        }
        catch (ServerlessTrainingException error)
        {
            Assert.StartsWith($"'{text}' is not a preset name: ", error.Message, StringComparison.Ordinal);
        }
    }, runs: 1000);

    [Theory]
    [InlineData("BTCUSDT_30m", "it has 2 parts between underscores instead of 6: symbol, timeframe, feature system, architecture, horizon type, horizons")]
    [InlineData("btcusdt_30m_v2_LSTM2Head_multi_h1-3", "symbol 'btcusdt' must be written 'BTCUSDT'")]
    [InlineData("BTC.USDT_30m_v2_LSTM2Head_multi_h1-3", "symbol 'BTC.USDT' is not one, allowed are 1 to 24 of A-Z and 0-9")]
    [InlineData("BTCUSDT_M30_v2_LSTM2Head_multi_h1-3", "timeframe 'M30' must be written '30m'")]
    [InlineData("BTCUSDT_7h_v2_LSTM2Head_multi_h1-3", "timeframe '7h' is not one, allowed are such as 15m, 1h, 4h, 1d and 1w")]
    [InlineData("BTCUSDT_30m_V2_LSTM2Head_multi_h1-3", "feature system 'V2' is not one" + Systems)]
    [InlineData("BTCUSDT_30m_poc16+_LSTM2Head_multi_h1-3", "feature system 'poc16+' is not one" + Systems)]
    [InlineData("BTCUSDT_30m_v2_lstm2head_multi_h1-3", "architecture 'lstm2head' must be written 'LSTM2Head'")]
    [InlineData("BTCUSDT_30m_v2_my.Net_multi_h1-3", "architecture 'my.Net' is not one" + Words)]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_many_h1-3", "horizon type 'many' is not one, allowed are single and multi")]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_multi_h5", "horizon type 'multi' must be 'single' for 'h5'")]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_single_h1-3", "horizon type 'single' must be 'multi' for 'h1-3'")]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_multi_1-3", "horizons '1-3' cannot be read" + Lists)]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_multi_h1-", "horizons 'h1-' cannot be read" + Lists)]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_multi_h01-3", "horizons 'h01-3' cannot be read" + Lists)]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_multi_h3-1", "horizons '3-1' must be ascending, each once")]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_multi_h3-3", "horizons '3-3' must be ascending, each once")]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_multi_h3-10001", "horizons '3-10001' must each be 1 to 10000 bars")]
    [InlineData("BTCUSDT_30m_v2_LSTM2Head_multi_h1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16-17", "horizons are 17, allowed are 1 to 16 of them")]
    public void Parse_OnePartWrong_SaysWhichAndWhatIsAllowed(string text, string problem)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => PresetName.Parse(text));

        Assert.Equal($"'{text}' is not a preset name: {problem}. A preset name reads like {Example}.", error.Message);
    }

    [Fact]
    public void Parse_SeveralPartsWrong_ReportsAllAtOnce()
    {
        const string Text = "btc_M15_v2_lightgbm_multi_h5";

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => PresetName.Parse(Text));

        Assert.Equal(
            $"'{Text}' is not a preset name: symbol 'btc' must be written 'BTC'; timeframe 'M15' must be written '15m'; "
            + $"architecture 'lightgbm' must be written 'LightGBM'; horizon type 'multi' must be 'single' for 'h5'. A preset name reads like {Example}.",
            error.Message);
    }

    [Fact]
    public void Create_BadParts_ReportsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => PresetName.Create(Symbol.Parse("BTCUSDT"), Timeframe.M30, "my_features", "", []));

        Assert.Equal(
            $"No preset name can be made: feature system 'my_features' is not one{Systems}; architecture '' is not one{Words}; "
            + "horizons are 0, allowed are 1 to 16 of them.",
            error.Message);
    }

    private static PresetName Random(SeededRandom random)
    {
        string[] symbols = ["BTCUSDT", "ETH-EUR", "SPY", "1000PEPEUSDT"];
        Timeframe[] timeframes = [Timeframe.M1, Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1, Timeframe.W1];
        string[] systems = ["v1", "v2", "poc16", "poc16+ma5", "a+b+c"];
        string[] own = ["my_net", "deep3_model"];
        ArchitectureNames architectures = ArchitectureNames.Default.With(own);
        string[] types = [.. architectures.ModelTypes.Order(StringComparer.Ordinal)];
        int[] horizons = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => 1 + random.Next(PresetName.LongestHorizon)).Distinct().Order()];
        return PresetName.Create(Symbol.Parse(Of(symbols)), Of(timeframes), Of(systems), architectures.WordOf(Of(types)), horizons);

        T Of<T>(T[] values) => values[random.Next(values.Length)];
    }
}
