using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Jobs;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

public sealed class JobBodyTests
{
    private static readonly JobStageKind[] Both = [JobStageKind.Quick, JobStageKind.Full];

    [Fact]
    public void Read_MarketOnly_IsSequentialWithItsDefaults()
    {
        JobRequest request = Read("""{"symbol": "btc/usdt", "timeframe": "H1"}""");

        Assert.Equal(new JobRequest { Symbol = "BTCUSDT", Timeframe = "1h" }, request);
        Assert.Equal(
            (JobMode.Sequential, "lightgbm", "poc16", "time_delta", 1, 0, false),
            (request.TrainingMode, request.Model, request.FeatureSystem, request.Encoder, request.Horizon, request.Seed, request.AutoApprove));
        Assert.Equal([(FoldMode.Quick, 180, null, 120), (FoldMode.Full, (int?)null, null, 120)], Both.Select(stage => FoldsOf(request, stage)));
    }

    [Fact]
    public void Read_Request_IsReadBackFromItsJson()
    {
        JobRequest request = Read(
            """
            {"symbol": "BTCUSDT", "timeframe": "1h", "training_mode": "full", "model": "ridge", "feature_system": "v1", "encoder": "normalized", "horizon": 3, "days": 200,
             "hyper_parameters": {"alpha": 2}, "seed": 7, "test_period_days": 30, "min_train_days": 150, "use_expanding_window": false}
            """);

        JobRequest again = JsonSerializer.Deserialize<JobRequest>(JsonSerializer.Serialize(request, ApiJson.Options), ApiJson.Options)!;

        Assert.Equal("""{"alpha":2}""", again.HyperParameters!.Value.GetRawText());
        Assert.Equal(request with { HyperParameters = null }, again with { HyperParameters = null });
        Assert.Equal((FoldMode.Full, 200, 30, 150), FoldsOf(again, JobStageKind.Full));
    }

    [Theory]
    [InlineData("""{"training_mode": "full", "use_expanding_window": false}""", 120)]
    [InlineData("""{"training_mode": "full", "use_expanding_window": false, "min_train_days": 200}""", 200)]
    [InlineData("""{"training_mode": "sequential", "use_expanding_window": false, "days": 365}""", 365)]
    public void FullFolds_WithoutExpandingWindow_HaveAFixedOne(string more, int days)
    {
        JobRequest request = Read(Market(more));

        Assert.Equal(days, JobPlans.FoldsOf(request, JobStageKind.Full).Days);
        Assert.Equal(days, JobPlans.ConfigurationOf(request, JobStageKind.Full).Days);
    }

    [Theory]
    [InlineData("poc16", "time_delta", 0)]
    [InlineData("v1", "absolute", 0)]
    [InlineData("v2", "absolute", 2)]
    public void Configuration_OfASystem_HasWhatThatReads(string system, string encoder, int timeframes)
    {
        TrainingConfiguration configuration = JobPlans.ConfigurationOf(Read(Market($$"""{"feature_system": "{{system}}"}""")), JobStageKind.Quick);

        Assert.Equal((encoder, timeframes, 180), (configuration.Encoder, configuration.IndicatorTimeframes.Count, configuration.Days));
    }

    [Theory]
    [InlineData(
        """{"training_mode": "quick", "use_expanding_window": true}""",
        "use_expanding_window: is true, but the window of training_mode quick is fixed; leave it out, or choose full or sequential")]
    [InlineData(
        """{"training_mode": "quick", "min_train_days": 90}""",
        "min_train_days: is for the full stage, which training_mode quick does not have; leave it out (days is the window of the quick stage)")]
    [InlineData(
        """{"training_mode": "full", "days": 90}""",
        "days: is a fixed window, but each fold of training_mode full trains on all before it; leave it out, or set use_expanding_window to false")]
    [InlineData("""{"training_mode": "quick", "days": 181}""", "days: must be at most 180 in the quick stage, but is 181; leave it out for 180")]
    [InlineData(
        """{"test_period_days": 61}""",
        "test_period_days: must be at most 60 in the quick stage, whose next test begins then, but is 61; leave it out for each stage's own")]
    [InlineData("""{"training_mode": "full", "auto_approve": true}""", "auto_approve: is true, but training_mode full asks for no approval; leave it out, or choose sequential")]
    [InlineData("""{"training_mode": "quick", "approval_hours": 5}""", "approval_hours: is for training_mode sequential; quick asks for no approval, so leave it out")]
    [InlineData("""{"approval_hours": 8761}""", "approval_hours: must be a whole number from 1 to 8760, but is 8761")]
    public void Read_WhatAModeCannotDo_SaysSo(string more, string error) =>
        Assert.EndsWith(error, Assert.Single(Assert.Throws<DocumentException>(() => Read(Market(more))).Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_ManyFaults_TellsAllWithUnknownFields()
    {
        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => BodyAsync(
            """{"timeframe": "7h", "training_mod": "quick", "model": "lightgmb", "horizon": 0, "hyper_parameters": [1], "approval_hours": 1.5}"""));

        Assert.Equal(400, refused.Status);
        Assert.Equal(
            ["symbol", "timeframe", "training_mod", "model", "horizon", "hyper_parameters", "approval_hours"], refused.Faults.Select(fault => fault.Field));
        Assert.Equal("\"lightgmb\"", refused.Faults.Single(fault => fault.Field == "model").Value);
        Assert.StartsWith("The training request has 7 errors:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("training_mod: this key is not known", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoObject_IsRefused() =>
        Assert.Equal("the body", Assert.Single((await Assert.ThrowsAsync<RequestException>(() => BodyAsync("[]"))).Faults).Field);

    private static JobRequest Read(string json) => JobRequestReader.Read(json);

    private static string Market(string more) => $$"""{"symbol": "BTCUSDT", "timeframe": "1h", {{more[1..]}}""";

    private static (FoldMode Mode, int? Days, int? TestDays, int MinTrainDays) FoldsOf(JobRequest request, JobStageKind stage)
    {
        FoldOptions options = JobPlans.FoldsOf(request, stage);
        return (options.Mode, options.Days, options.TestDays, options.MinTrainDays);
    }

    private static Task<JobRequest> BodyAsync(string json)
    {
        DefaultHttpContext http = new();
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return JobBody.ReadAsync(http.Request, TestContext.Current.CancellationToken);
    }
}
