using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets;

public sealed class PresetConfigTests
{
    private static readonly PresetConfig One = PresetConfig.Of(PresetSamples.Name, 4, PresetSamples.Content());
    private static readonly PresetName Other = PresetName.Parse("BTCUSDT_1h_v1_Ridge_single_h3");

    [Fact]
    public void Parse_WhatWasWritten_IsTheSame()
    {
        PresetConfig ensemble = One with { Preset = "BTCUSDT_1h_mixed_Ensemble_single_h3", Members = [One, PresetConfig.Of(Other, 1, PresetSamples.Content(Other))] };

        foreach (PresetConfig config in (PresetConfig[])[One, ensemble])
        {
            PresetConfig read = PresetConfig.Parse(config.ToJson().ToJsonString(), "x.json");
            Assert.True(JsonNode.DeepEquals(config.ToJson(), read.ToJson()));
            Assert.Equal(config.Trained.Count, read.Trained.Count);
        }
    }

    [Fact]
    public void Parse_WrongFields_ToldAtOnce()
    {
        JsonObject json = One.ToJson();
        json["model"] = "svm";
        json["days"] = 0;
        json["hyper_parameters"] = 3;
        json["more"] = true;

        string message = Assert.Throws<DocumentException>(() => PresetConfig.Parse(json.ToJsonString(), "x.json")).Message;

        Assert.StartsWith("x.json has 4 errors:", message, StringComparison.Ordinal);
    }

    /// <summary>The grid is read by the rules of grids and holds exactly the configurations of the preset.</summary>
    [Fact]
    public void ToGrid_Preset_IsAGridOfItsHorizons()
    {
        TrainingGrid grid = TrainingGrid.Read(JsonDocumentReader.Read(One.ToGrid().ToJsonString()), GridVocabulary.BuiltIn);

        Assert.Equal(
            ["1 v2 absolute 180", "3 v2 absolute 180"],
            GridExpansion.Of(grid, _ => null).ToTrain.Select(one => $"{one.Horizon} {one.FeatureSystem} {one.Encoder} {one.Days}"));
        Assert.Equal([7], grid.Seeds);
    }
}
