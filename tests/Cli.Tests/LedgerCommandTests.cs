using System.Net;
using System.Text.Json;

namespace ServerlessTraining.Cli.Tests;

public sealed class LedgerCommandTests
{
    private const string Ledger = """
        {"items":[{"market":"BTCUSDT 1h","data_fingerprint":"0123456789abcdef","is_current":true,
          "looks":{"configurations":24,"seeds":0,"strategies":3240,"thresholds":0},
          "final_segment_looks":1,"total":3265,"bars_per_year":8760,"sharpe_deviation":1.1,"expected_maximum_sharpe":3.9,
          "observations":8760,"confidence":0.95,"required_sharpe":5.6}],
         "continuation":null}
        """;

    [Fact]
    public async Task Ledger_Market_SaysWhatIsNeeded()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, Ledger));

        CommandRun run = await CommandRun.OfAsync(api, "ledger", "BTCUSDT", "1h", "--observations", "8760");

        Assert.Equal(0, run.Code);
        Assert.Equal(["GET /api/ledger?symbol=BTCUSDT&timeframe=1h&observations=8760&limit=1000"], api.Requests);
        Assert.Matches("BTCUSDT 1h +│ 0123456789ab +│ yes +│ 24 +│ 0 +│ 3,240 +│ 0 +│ 1 +│ 3,265 +│ 1[.]1 +│ 3[.]9 +│ 5[.]6", run.Output);
        Assert.Contains(
            "the best of 3,265 looks without any skill shows a Sharpe of 3.9; over 8,760 bars 5.6 is needed for a deflated probability of 0.95.",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_Undefined_SaysWhy()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, Ledger.Replace("3.9", """{"value":null,"reason":"the scatter is not known"}""", StringComparison.Ordinal)));

        CommandRun run = await CommandRun.OfAsync(api, "ledger");

        Assert.Contains("nothing can be said of its figures, the scatter is not known.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_Nothing_SaysSo()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, """{"items":[],"continuation":null}"""));

        Assert.Equal("nothing was looked at yet", (await CommandRun.OfAsync(api, "ledger")).Output.Trim());
    }

    [Fact]
    public async Task Ledger_Json_IsTheAnswer()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, Ledger));

        using JsonDocument json = JsonDocument.Parse((await CommandRun.OfAsync(api, "ledger", "--json")).Output);

        Assert.Equal(3265, json.RootElement.GetProperty("items")[0].GetProperty("total").GetInt32());
    }
}
