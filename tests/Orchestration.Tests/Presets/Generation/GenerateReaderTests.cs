using System.Text.Json;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

public sealed class GenerateReaderTests
{
    [Fact]
    public void Read_Lists_AreThoseAndTheRestHasDefaults()
    {
        GenerateRequest request = GenerateReader.Read("""{"symbols": ["BTCUSDT"], "timeframes": "1h", "features": ["v2"], "horizons": [[1, 3], [1]]}""");

        Assert.Equal(["1h"], request.Timeframes);
        Assert.Equal([[1, 3], [1]], request.Horizons!);
        Assert.Equal((false, 4, null, false, 0, "roc_auc", 1, PublishRule.Always), (
            request.Quick, request.Phases, request.MaxConfigs, request.Force, request.Seed, request.Objective, request.MaxParallel, request.Publish));
    }

    [Fact]
    public void Read_WhatARequestIsWrittenAs_IsTheRequest()
    {
        const string Text = """
            {"plan":[{"symbol":"BTCUSDT","timeframe":"1h","features":"v2","horizons":[1,3],"priority":2,"trials":{"broad":8},
               "space":{"alpha":{"low":1,"high":2}},"publish":"when_better"}],
             "quick":true,"phases":3,"max_configs":5,"force":true,"seed":7,"objective":"f1","trials":{"seeds":3},"max_parallel":2,"publish":"always","description":"a try"}
            """;
        string written = JsonSerializer.Serialize(GenerateReader.Read(Text), ApiJson.Options);

        Assert.Equal(written, JsonSerializer.Serialize(GenerateReader.Read(written), ApiJson.Options));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Text).RootElement, JsonDocument.Parse(written).RootElement), written);
    }

    [Fact]
    public void Read_SeveralFaults_AreAllTold()
    {
        DocumentException wrong = Assert.Throws<DocumentException>(() => GenerateReader.Read(
            """{"symbols": [1], "quick": "yes", "max_parallel": 9, "horizon": [1], "plan": [{"symbol": "BTCUSDT", "publish": "never"}], "trials": {"wide": 3}}"""));

        Assert.Equal(
            ["horizon", "max_parallel", "plan[0].features", "plan[0].horizons", "plan[0].publish", "plan[0].timeframe", "quick", "symbols[0]", "trials.wide"],
            wrong.Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_ExamplePlan_IsARequest() =>
        Assert.Equal(3, GenerateReader.Read(File.ReadAllText(Repository.PathOf("configs", "plans", "example.json"))).Plan!.Count);

    [Fact]
    public void ReadFromStudy_WithoutItsStudy_SaysSo() =>
        Assert.Contains("study_id", Assert.Throws<DocumentException>(() => GenerateReader.ReadFromStudy("""{"name": "X"}""")).Message, StringComparison.Ordinal);
}
