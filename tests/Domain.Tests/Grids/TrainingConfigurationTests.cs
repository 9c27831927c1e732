using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class TrainingConfigurationTests
{
    private const string Whole = """
        {"model": "xgboost", "encoder": "absolute", "feature_system": "v2", "indicator_timeframes": ["4h", "1d"], "symbol": "BTCUSDT", "timeframe": "1h", "days": 90, "horizon": 3,
         "hyper_parameters": {"max_depth": 6, "learning_rate": 0.05, "tree_method": "hist", "monotone": [1, 0, -1], "nested": {"b": 1.5, "a": true}}}
        """;

    /// <summary>Texts and hashes of another program (Python: json.dumps with sorted keys, hashlib): a change here orphans every stored result.</summary>
    [Theory]
    [InlineData(
        """{"days":90,"encoder":"time_delta","feature_system":"v1","horizon":3,"hyper_parameters":{},"indicator_timeframes":[],"""
        + "\"model\":\"lightgbm\",\"symbol\":\"BTCUSDT\",\"timeframe\":\"1h\"}",
        "bc1fd5e6ab3ebf9419ea52a1539456c6986723851351a20d136599c0e56710de")]
    [InlineData(
        """{"days":180,"encoder":"absolute","feature_system":"poc16+ma5","horizon":12,"hyper_parameters":"""
        + """{"learning_rate":0.05,"max_depth":6,"monotone":[1,0,-1],"tree_method":"hist","verbose":false},"""
        + "\"indicator_timeframes\":[\"15m\",\"4h\",\"1d\"],\"model\":\"xgboost\",\"symbol\":\"EURUSD\",\"timeframe\":\"15m\"}",
        "c24ce1941c48f5a448ffa4b47e67d8fd705daebf1766e1ca27536c086138db8d")]
    [InlineData(
        """{"days":3650,"encoder":"normalized","feature_system":"v2","horizon":1000,"hyper_parameters":"""
        + """{"Layers":{"dropout":null,"hidden":[64,32]},"notes":"é \"quoted\"\n","weight_decay":1e-7},"""
        + "\"indicator_timeframes\":[\"1d\"],\"model\":\"lstm2head\",\"symbol\":\"SPY\",\"timeframe\":\"1d\"}",
        "e2088a1e6c119af8a6b406eec201456a6227771f419b1d0235896b7f49bf9227")]
    public void Hash_FixedConfiguration_NeverChanges(string text, string hash)
    {
        TrainingConfiguration configuration = TrainingConfiguration.Parse(text);

        Assert.Equal(text, configuration.CanonicalText);
        Assert.Equal(hash, configuration.Hash.Text);
    }

    [Fact]
    public void CanonicalText_OfAnyConfiguration_IsCanonicalJsonAndReadsBack() => Property.Holds(random =>
    {
        foreach (TrainingConfiguration configuration in GridDocuments.Expand(GridDocuments.Read(GridDocuments.Random(random))).ToTrain.Take(5))
        {
            Assert.Equal(CanonicalJson.Write(JsonDocumentReader.Read(configuration.CanonicalText)), configuration.CanonicalText);
            Assert.Equal(configuration, TrainingConfiguration.Parse(configuration.CanonicalText));
        }
    });

    [Fact]
    public void Hash_AnyKeyOrderNumberSpellingAndWhiteSpace_IsTheSame()
    {
        ConfigurationHash expected = TrainingConfiguration.Parse(Whole).Hash;

        Property.Holds(random => Assert.Equal(expected, TrainingConfiguration.Parse(Respell(JsonSerializer.Deserialize<JsonElement>(Whole), random)).Hash), runs: 500);
    }

    [Theory]
    [InlineData("model", "\"ridge\"")]
    [InlineData("encoder", "\"normalized\"")]
    [InlineData("feature_system", "\"v1\"")]
    [InlineData("indicator_timeframes", "[\"4h\"]")]
    [InlineData("symbol", "\"ETHUSDT\"")]
    [InlineData("timeframe", "\"30m\"")]
    [InlineData("days", "91")]
    [InlineData("horizon", "4")]
    [InlineData("hyper_parameters", "{}")]
    public void Hash_AnyFieldChanged_IsAnother(string key, string json)
    {
        JsonObject changed = JsonNode.Parse(Whole)!.AsObject();
        changed[key] = JsonNode.Parse(json);

        Assert.NotEqual(TrainingConfiguration.Parse(Whole).Hash, TrainingConfiguration.Parse(changed.ToJsonString()).Hash);
    }

    [Theory]
    [InlineData("max_depth", "7")]
    [InlineData("max_depth", "\"6\"")]
    [InlineData("max_depth", "null")]
    [InlineData("learning_rate", "0.05000000000000001")]
    [InlineData("tree_method", "\"Hist\"")]
    [InlineData("monotone", "[1, -1, 0]")]
    [InlineData("nested", "{\"b\": 1.5, \"a\": false}")]
    [InlineData("new", "1")]
    public void Hash_AnyHyperParameterChanged_IsAnother(string key, string json)
    {
        JsonObject changed = JsonNode.Parse(Whole)!.AsObject();
        changed["hyper_parameters"]![key] = JsonNode.Parse(json);

        Assert.NotEqual(TrainingConfiguration.Parse(Whole).Hash, TrainingConfiguration.Parse(changed.ToJsonString()).Hash);
    }

    [Theory]
    [InlineData("hyper_parameters", """{"max_depth": 6, "learning_rate": 0.05, "tree_method": "hist", "monotone": [1, 0, -1], "nested": {"b": 1.5, "a": true}, "absent": null}""")]
    [InlineData("indicator_timeframes", """["D1", "4h", "24h"]""")]
    [InlineData("symbol", "\"btc/usdt\"")]
    [InlineData("timeframe", "\"H1\"")]
    public void Hash_OtherSpellingOfOneValue_IsTheSame(string key, string json)
    {
        JsonObject changed = JsonNode.Parse(Whole)!.AsObject();
        changed[key] = JsonNode.Parse(json);

        Assert.Equal(TrainingConfiguration.Parse(Whole).Hash, TrainingConfiguration.Parse(changed.ToJsonString()).Hash);
    }

    [Fact]
    public void Parse_MuchIsWrong_TellsAll() => Assert.Equal(
        """
        The configuration has 4 errors:
          1:1 encoder: this key is required, but is missing
          1:11 model: must be a text of 1 to 200 characters on one line, but is 1; put it in quotes to make it a text
          1:25 timeframe: must be a timeframe such as 15m, 1h, 4h, 1d or 1w, but is the text '7m'
          1:65 seed: this key is not known. Allowed are model, encoder, feature_system, indicator_timeframes, symbol, timeframe, days, horizon, hyper_parameters
        """,
        Assert.Throws<DocumentException>(() =>
            TrainingConfiguration.Parse("""{"model": 1,"timeframe":"7m","feature_system":"v1","symbol":"X","seed":3, "days": 1, "horizon": 1}""")).Message);

    [Fact]
    public void Constructor_MuchIsWrong_TellsAll() => Assert.Equal(
        "The configuration cannot be trained: the model is ''; a name is needed; the days are 0; 1 to 3650 are allowed; the horizon is 1001; 1 to 1000 is allowed.",
        Assert.Throws<ServerlessTrainingException>(() =>
            new TrainingConfiguration("", "absolute", "v1", [], Symbol.Parse("X"), Timeframe.H1, 0, 1001, HyperParameters.None)).Message);

    [Fact]
    public void WithHorizon_Another_ChangesNothingElse()
    {
        TrainingConfiguration configuration = TrainingConfiguration.Parse(Whole);

        Assert.Equal(configuration.CanonicalText.Replace("\"horizon\":3", "\"horizon\":7", StringComparison.Ordinal), configuration.WithHorizon(7).CanonicalText);
        Assert.Equal(configuration, configuration.WithHorizon(7).WithHorizon(3));
    }

    /// <summary>The same value in another order, with other white space, numbers spelled anew.</summary>
    private static string Respell(JsonElement element, SeededRandom random)
    {
        string space = random.Next(3) switch { 0 => "", 1 => " ", _ => "\n\t" };
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonProperty[] members = [.. element.EnumerateObject().OrderBy(_ => random.NextUInt64())];
                return $"{{{space}{string.Join($"{space},", members.Select(member => $"\"{member.Name}\"{space}:{Respell(member.Value, random)}"))}}}{space}";
            case JsonValueKind.Array:
                return $"[{string.Join($",{space}", element.EnumerateArray().Select(item => Respell(item, random)))}]";
            case JsonValueKind.Number:
                return Respell(element.GetDecimal(), random);
            default:
                return element.GetRawText() + space;
        }
    }

    private static string Respell(decimal number, SeededRandom random) => random.Next(4) switch
    {
        0 => number.ToString("0.0#########"),
        1 => new StringBuilder().Append(number * 1000).Append("e-3").ToString(),
        2 => new StringBuilder().Append(number / 100).Append("E+2").ToString(),
        _ => number.ToString(),
    };
}
