using System.Text.Json;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.History;

[Collection(ApiTests.Name)]
public sealed class RunActionsTests(ApiServer api)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RunStore Runs => api.Get<RunStore>();

    [Fact]
    public async Task Delete_ThenRestore_TakesItOutAndBringsItBack()
    {
        await Runs.InsertAsync(RunBuilder.Completed("gone", 0), Cancel);

        JsonElement deleted = await ActAsync("""{"action":"delete","ids":["gone","nobody"]}""");
        bool wasDeleted = (await Runs.FindAsync("gone", Cancel))!.Deleted is not null;
        JsonElement again = await ActAsync("""{"action":"delete","ids":["gone"]}""");
        JsonElement restored = await ActAsync("""{"action":"restore","ids":["gone"]}""");

        Assert.Equal(
            """[{"id":"gone","result":"done","detail":"taken out of the history"},{"id":"nobody","result":"missing","detail":"there is no such run"}]""",
            deleted.GetProperty("results").GetRawText());
        Assert.True(wasDeleted);
        Assert.Equal("unchanged", again.GetProperty("results")[0].GetProperty("result").GetString());
        Assert.Equal((1, 0), (restored.GetProperty("done").GetInt32(), restored.GetProperty("unchanged").GetInt32()));
        Assert.Null((await Runs.FindAsync("gone", Cancel))!.Deleted);
        Assert.Equal(["delete", "restore"], (await AuditAsync("gone")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Delete_RunThatHoldsARegime_IsRefusedWithTheRegime()
    {
        RegimeBoard board = new("BTCUSDT_1h", 0, ["bull_trending", "calm_ranging"]);
        RunCandidates holder = RunBuilder.Candidates(RunBuilder.Model("holder", "model-h"), ("bull_trending", 1), ("calm_ranging", 1));
        Decision decision = KeepOrDelete.Decide(board, holder, new SelectionOptions());
        await api.Get<RegimeBestStore>().SaveAsync(board, decision, Cancel);
        await Runs.InsertAsync(RunBuilder.Completed("holder", 0), Cancel);
        await Runs.InsertAsync(RunBuilder.Completed("loser", 0), Cancel);

        JsonElement answer = await ActAsync("""{"action":"delete","ids":["holder","loser"]}""");

        Assert.Equal((1, 1), (answer.GetProperty("done").GetInt32(), answer.GetProperty("refused").GetInt32()));
        Assert.Equal(
            "it holds bull_trending, calm_ranging on BTCUSDT_1h; a run that holds a regime stays in the history",
            answer.GetProperty("results")[0].GetProperty("detail").GetString());
        Assert.Null((await Runs.FindAsync("holder", Cancel))!.Deleted);
        Assert.Empty(await AuditAsync("holder"));
    }

    [Fact]
    public async Task Delete_RunningRun_IsRefused()
    {
        await Runs.InsertAsync(RunBuilder.Completed("busy", 0) with { Status = RunStatus.Running }, Cancel);

        JsonElement answer = await ActAsync("""{"action":"delete","ids":["busy"]}""");

        Assert.Equal("it is still running; cancel its queue first", answer.GetProperty("results")[0].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task TagAndUntag_Words_AreJoinedAndTakenOff()
    {
        await Runs.InsertAsync(RunBuilder.Completed("tagged", 0) with { Tags = ["a"] }, Cancel);

        JsonElement tagged = await ActAsync("""{"action":"tag","ids":["tagged"],"tags":["b","a","c:1"]}""");
        string[] with = [.. (await Runs.FindAsync("tagged", Cancel))!.Tags];
        JsonElement again = await ActAsync("""{"action":"tag","ids":["tagged"],"tags":["b"]}""");
        await ActAsync("""{"action":"untag","ids":["tagged"],"tags":["a","b","z"]}""");

        Assert.Equal("tagged b, a, c:1", tagged.GetProperty("results")[0].GetProperty("detail").GetString());
        Assert.Equal(["a", "b", "c:1"], with);
        Assert.Equal("it has b already", again.GetProperty("results")[0].GetProperty("detail").GetString());
        Assert.Equal(["c:1"], (await Runs.FindAsync("tagged", Cancel))!.Tags);
    }

    [Fact]
    public async Task Tag_MoreThanARunMayHave_IsRefused()
    {
        await Runs.InsertAsync(RunBuilder.Completed("full", 0) with { Tags = [.. Enumerable.Range(0, 9).Select(i => $"t{i}")] }, Cancel);

        JsonElement answer = await ActAsync("""{"action":"tag","ids":["full"],"tags":["x","y"]}""");

        Assert.StartsWith("it would have more than 10 tags; it has t0, t1,", answer.GetProperty("results")[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_AThousandAtOnceByTwo_EachRunIsTaggedByBoth()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(i => $"many-{i}")];
        foreach (string id in ids) await Runs.InsertAsync(RunBuilder.Completed(id, 0), Cancel);
        string list = JsonSerializer.Serialize(ids);

        await Task.WhenAll(ActAsync($$"""{"action":"tag","ids":{{list}},"tags":["one"]}"""), ActAsync($$"""{"action":"tag","ids":{{list}},"tags":["two"]}"""));

        foreach (string id in ids) Assert.Equal(["one", "two"], (await Runs.FindAsync(id, Cancel))!.Tags.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"action":"burn","ids":[]}""", "action is 'burn'; one of delete, restore, tag, untag is needed. ids is a list of 0; a list of 1 to 1000 ids of runs is needed.")]
    [InlineData("""{"action":"tag","ids":["a"]}""", "tags is a list of 0; a list of 1 to 10 tags is needed.")]
    [InlineData("""{"action":"tag","ids":["a"],"tags":["has blank"]}""", "tags[0] is 'has blank'; 1 to 40 letters, digits, '-', '_', '.' or ':' is needed.")]
    [InlineData(
        """{"action":"delete","ids":["a","a",null],"tags":["x"]}""",
        "ids[2] is null; the id of a run is needed. ids is with 'a' more than once; each id once is needed. tags is a list of 1; none, but with tag or untag, is needed.")]
    [InlineData("""{"ids":["a"]}""", "action is missing; a text is needed.")]
    public async Task Act_WrongBody_TellsAllThatIsWrong(string body, string detail)
    {
        ApiServer.Answer answer = await api.SendAsync("POST", "/api/runs/actions", Cancel, body);

        Assert.Equal((400, detail), (answer.Status, answer.Detail));
    }

    private async Task<JsonElement> ActAsync(string body)
    {
        ApiServer.Answer answer = await api.SendAsync("POST", "/api/runs/actions", Cancel, body);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Json;
    }

    private async Task<string[]> AuditAsync(string id) =>
        [.. (await api.Get<AuditStore>().PageAsync("run", id, null, null, 100, null, Cancel)).Items.Select(entry => entry.Action)];
}
