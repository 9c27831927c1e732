using System.Text.Json;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.History;

[Collection(ApiTests.Name)]
public sealed class RunCostTests(ApiServer api)
{
    private const string NoPrice = """{"value":null,"reason":"no price is set in configs/prices.yaml"}""";

    private static readonly CostBook Priced = new(new PriceSettings { VcpuSecond = 0.001, GibSecond = 0.0005, Transactions10000 = 10 }, "configs/prices.yaml");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ScoredRun_HasItsCostUnderTheNamesThatPagesRead()
    {
        await api.Get<RunStore>().InsertAsync(RunBuilder.Completed("cost-one", 0), Cancel);

        ApiServer.Answer answer = await api.GetAsync("/api/runs/cost-one", Cancel);

        Assert.Equal(
            $$"""{"cpu_seconds":1.5,"gpu_seconds":0,"storage_transactions":77,"price":{{NoPrice}},"currency":"EUR","prices":"configs/prices.yaml"}""",
            answer.Json.GetProperty("cost").GetRawText());
        Assert.False(answer.Json.TryGetProperty("use", out _));
    }

    [Fact]
    public async Task Get_RunWithoutAScore_HasNone()
    {
        RunDetails unscored = RunBuilder.Details() with { Score = null, Verdict = null };
        await api.Get<RunStore>().InsertAsync(RunBuilder.Completed("cost-open", 0, unscored) with { Status = RunStatus.Running }, Cancel);

        ApiServer.Answer answer = await api.GetAsync("/api/runs/cost-open", Cancel);

        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("cost").ValueKind);
    }

    [Fact]
    public async Task List_Runs_HaveTheirCostAsTheirRowsHaveIt()
    {
        RunStore runs = api.Get<RunStore>();
        await runs.InsertAsync(RunBuilder.Completed("cost-a", 1) with { QueueId = "costs", Use = new TrainingUse(20, 3, 50) }, Cancel);
        await runs.InsertAsync(RunBuilder.Completed("cost-b", 2) with { QueueId = "costs" }, Cancel);
        await runs.InsertAsync(RunBuilder.Completed("cost-c", 3) with { QueueId = "costs", Status = RunStatus.Running }, Cancel);

        JsonElement[] costs = [.. (await api.GetAsync("/api/runs?queue=costs", Cancel)).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("cost"))];

        Assert.Equal(
            [
                "null",
                """{"cpu_seconds":null,"gpu_seconds":null,"storage_transactions":null,"price":{"value":null,"reason":"it was scored before what runs use was noted in their list"""
                + """; GET /api/runs/{id} reckons it from the folds"},"currency":"EUR","prices":"configs/prices.yaml"}""",
                $$"""{"cpu_seconds":20,"gpu_seconds":3,"storage_transactions":50,"price":{{NoPrice}},"currency":"EUR","prices":"configs/prices.yaml"}""",
            ],
            costs.Select(cost => cost.GetRawText()));
    }

    [Fact]
    public async Task Change_OfAnotherKind_KeepsWhatTheRunUsed()
    {
        RunStore runs = api.Get<RunStore>();
        await runs.InsertAsync(RunBuilder.Completed("cost-kept", 1) with { Use = new TrainingUse(20, 3, 50) }, Cancel);

        await runs.ChangeAsync("cost-kept", run => run with { Tags = ["cost-tag"] }, Cancel);

        Assert.Equal(new TrainingUse(20, 3, 50), Assert.Single((await runs.PageAsync(new RunFilter { Tag = "cost-tag" }, 10, null, Cancel)).Items).Use);
    }

    [Fact]
    public void Csv_PricesSet_HasThePrice()
    {
        string[] cells = RunCsv.LineOf(RunBuilder.Completed("cost-line", 0), Priced).TrimEnd('\r', '\n').Split(',');

        Assert.Equal(["cpu_seconds", "gpu_seconds", "price", "currency"], RunCsv.Columns.Select(column => column.Name).TakeLast(4));

        // 1.5 s x (0.001 + 2 x 0.0005) + 77 x 10 / 10,000.
        Assert.Equal(["1.5", "0", "0.08", "EUR"], cells[^4..]);
    }

    [Fact]
    public void Csv_NoPrice_LeavesItEmpty() => Assert.EndsWith(
        ",1.5,0,,", RunCsv.LineOf(RunBuilder.Completed("cost-line", 0), new CostBook(new PriceSettings(), "configs/prices.yaml")).TrimEnd('\r', '\n'), StringComparison.Ordinal);
}
