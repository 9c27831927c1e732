using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Domain.Tests.Presets;

public sealed class PresetContentTextTests
{
    private static readonly PresetMember A = new("BTCUSDT_1h_v2_LightGBM_multi_h1-3", 2, 0.75);
    private static readonly PresetMember B = new("BTCUSDT_1h_v1_Ridge_multi_h1-3", 1, 0.25);

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "extra", "1", "extra: this key is not known" },
        { "status", "\"best\"", "status: must be one of published, candidate, retired, imported" },
        { "auto_validated", "\"yes\"", "auto_validated: must be true or false" },
        { "horizons", "[3,1]", "horizons: must be ascending, each once" },
        { "horizons", "[]", "horizons: must be 1 to 16 horizons, but are 0" },
        { "horizons", "[1,2000]", "horizons[1]: must be a whole number from 1 to 1000" },
        { "hyper_parameters", "[]", "hyper_parameters: must be a mapping of keys to values" },
        { "hyper_parameters", "null", "hyper_parameters: this key is required, but is empty (null)" },
        { "dataset.bars", "1.5", "dataset.bars: must be a whole number" },
        { "dataset.from", "\"yesterday\"", "dataset.from: must be a time in UTC" },
        { "dataset.to", "\"2020-01-01T00:00:00Z\"", "dataset: must end after it begins" },
        { "training.seed", "-1", "training.seed: must be a whole number from 0 to 2147483647" },
        { "training.fold_mode", "\"cpcv\"", "training.fold_mode: must be one of quick, full" },
        { "validation_metrics.roc_auc", "1e999", "validation_metrics.roc_auc: must be a number" },
        { "validation_metrics.roc_auc", "\"NaN\"", "validation_metrics.roc_auc: must be a number" },
        { "search.seed", "0.5", "search.seed: must be a whole number" },
        { "search.phase", "5", "search.phase: must be a whole number from 1 to 4" },
        { "search.importance.learning_rate", "1.5", "search.importance.learning_rate: must be a number of at least 0 and at most 1" },
        { "stability.median_seed", "1", "stability: has the median_seed 1, which is none of its seeds" },
        { "held_out.looks", "null", "held_out.looks: this key is required, but is empty (null)" },
        { "inputs.close.shares", "[0.5,0.5]", "inputs.close: must have one more share than edges" },
        { "inputs.close.edges", "[2,1]", "inputs.close: must have ascending edges" },
        { "model.architecture", "\"XGBoost\"", "model: has the type 'lightgbm' and the architecture 'XGBoost', which do not belong together" },
        { "config_hash", "\"00\"", "has the config_hash '00', but what decides its training has" },
        {
            "members",
            """[{"name":"BTCUSDT_1h_v1_Ridge_single_h1","version":1,"weight":0.5},{"name":"BTCUSDT_1h_v1_Lasso_single_h1","version":1,"weight":0.5}]""",
            "only an ensemble has members"
        },
    };

    [Fact]
    public void Read_WhatWasWritten_IsTheSameContent()
    {
        PresetContent whole = PresetSamples.Whole();

        PresetContent read = PresetContentText.Read(PresetContentText.Write(whole));

        Assert.Equal(PresetContentText.Write(whole), PresetContentText.Write(read));
        Assert.Equal(PresetContentText.Fingerprint(whole), PresetContentText.Fingerprint(read));
        Assert.Equal((PresetStatus.Published, true, 0.571, 8ul), (read.Status, read.AutoValidated, read.BestMetric, read.Stability!.MedianSeed));
        Assert.Null(read.ValidationMetrics["hit_rate_tp1"]);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_OneThingWrong_IsToldWithItsPath(string path, string value, string expected)
    {
        DocumentException refused = Assert.Throws<DocumentException>(() => PresetContentText.Read(With(path, value), "The file"));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralThingsWrong_ToldAtOnce()
    {
        DocumentException refused = Assert.Throws<DocumentException>(() => PresetContentText.Read("""{"status":"best","horizons":[0],"model":3,"more":1}""", "x.json"));

        Assert.StartsWith("x.json has 9 errors:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedTooDeep_IsRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 70)) + string.Concat(Enumerable.Repeat("]", 70));

        DocumentException refused = Assert.Throws<DocumentException>(() => PresetContentText.Read(With("hyper_parameters.deep", deep), "x.json"));

        Assert.Contains("nested deeper than 64", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Write_NotFinite_IsRefusedWithItsPath(double value)
    {
        PresetContent content = PresetSamples.Content() with { ValidationMetrics = new Dictionary<string, double?> { ["sharpe"] = value } };

        DocumentException refused = Assert.Throws<DocumentException>(() => PresetContentText.Write(content));

        Assert.Contains("validation_metrics.sharpe: must be a number", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConfigHash_WhatDecidesTheTraining_AndNothingElse()
    {
        PresetContent content = PresetSamples.Content();
        string hash = content.ConfigHash;

        Assert.Equal(64, hash.Length);
        Assert.Equal(hash, PresetSamples.Whole().ConfigHash);
        Assert.Equal(hash, (content with { Status = PresetStatus.Retired, Dataset = content.Dataset with { Bars = 5 } }).ConfigHash);
        Assert.Equal(hash, (content with { HyperParameters = """{ "num_leaves": 31.0, "learning_rate": 5e-2 }""" }).ConfigHash);
        Assert.NotEqual(hash, PresetSamples.Content(leaves: 32).ConfigHash);
        Assert.NotEqual(hash, (content with { Horizons = [1] }).ConfigHash);
        Assert.NotEqual(hash, (content with { Training = content.Training with { Seed = 8 } }).ConfigHash);
        Assert.NotEqual(hash, (content with { Features = content.Features with { Encoder = "time_delta" } }).ConfigHash);
        Assert.NotEqual(PresetSamples.Ensemble(A, B).ConfigHash, PresetSamples.Ensemble(A, B with { Version = 2 }).ConfigHash);
    }

    [Fact]
    public void Ensemble_Members_MustBeDifferentPresetsWhoseWeightsSumToOne()
    {
        Assert.Equal(2, PresetContentText.Read(PresetContentText.Write(PresetSamples.Ensemble(A, B))).Members!.Count);
        Refused("members: must have weights that sum to 1, but they sum to 1.5", A, B with { Weight = 0.75 });
        Refused("members: must be different presets or versions", A with { Weight = 0.5 }, A with { Weight = 0.5 });
        Refused("members: must be 2 to 16 presets, but are 1", A with { Weight = 1 });
        Refused("is an ensemble itself", A, B with { Name = "BTCUSDT_1h_v2_Ensemble_multi_h1-3" });
        Refused("is not a preset name", A, B with { Name = "../x" });

        static void Refused(string expected, params PresetMember[] members) => Assert.Contains(
            expected, Assert.Throws<DocumentException>(() => PresetContentText.Write(PresetSamples.Ensemble(members))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Misfits_OtherName_NamesEveryPartThatDiffers()
    {
        PresetContent content = PresetSamples.Content();

        Assert.Empty(PresetContentText.Misfits(PresetName.Parse("ETHUSDT_30m_v2_LightGBM_multi_h1-3"), content));
        Assert.Equal(
            ["features.system is 'v2', but the name has 'v1'", "model.architecture is 'LightGBM', but the name has 'Ridge'", "horizons are 1-3, but the name has 5"],
            PresetContentText.Misfits(PresetName.Parse("BTCUSDT_1h_v1_Ridge_single_h5"), content));
        Assert.Contains(
            "is of BTCUSDT 1h, but the name has ETHUSDT 1h", PresetContentText.Misfits(PresetName.Parse("ETHUSDT_1h_v2_Ensemble_multi_h1-3"), PresetSamples.Ensemble(A, B))[0],
            StringComparison.Ordinal);
    }

    /// <summary>Whatever stands in any place, it is read or refused in words.</summary>
    [Fact]
    public void Read_AnyPlaceChanged_ReadsOrRefuses()
    {
        string[] values = ["null", "-1", "1e308", "\"\"", "[]", "{}", "true", "[[1]]", "\"\\u0000\"", "{\"a\":{\"b\":[null]}}", "99999999999999999999"];
        int refused = 0;
        foreach (string path in Paths(JsonNode.Parse(PresetContentText.Write(PresetSamples.Whole()))!, ""))
        {
            foreach (string value in values)
            {
                try
                {
                    _ = PresetContentText.Write(PresetContentText.Read(With(path, value), "The file"));
                }
                catch (DocumentException)
                {
                    refused++;
                }
            }
        }

        Assert.True(refused > 300);
    }

    [Fact]
    public void Distribution_KeptAlone_GivesTheIndexOfTheValues()
    {
        double[] reference = [.. Enumerable.Range(0, 500).Select(i => Math.Sin(i))];
        double[] current = [.. Enumerable.Range(0, 300).Select(i => Math.Sin(i) + 0.3)];

        PresetDistribution kept = PresetDistribution.Of(reference)!;

        Assert.Equal(PopulationStability.Index(reference, current), kept.IndexOf(current));
        Assert.Equal(1, kept.Shares.Sum(), 12);
        Assert.Null(PresetDistribution.Of([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
        Assert.Equal(MetricValue.Undefined("there are no current values"), kept.IndexOf([]));
    }

    private static string With(string path, string value)
    {
        JsonObject root = JsonNode.Parse(PresetContentText.Write(PresetSamples.Whole()))!.AsObject();
        string[] parts = path.Split('.');
        JsonObject place = root;
        foreach (string part in parts[..^1]) place = place[part]!.AsObject();
        place[parts[^1]] = "here";
        return root.ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(JsonNode node, string path)
    {
        if (node is not JsonObject inner) yield break;
        foreach ((string name, JsonNode? value) in inner)
        {
            string here = path.Length == 0 ? name : $"{path}.{name}";
            yield return here;
            if (value is not null) foreach (string below in Paths(value, here)) yield return below;
        }
    }
}
