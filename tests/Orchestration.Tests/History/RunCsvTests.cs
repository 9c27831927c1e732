using System.Text;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.History;

[Collection(ApiTests.Name)]
public sealed class RunCsvTests(ApiServer api)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("with \"quotes\", commas\r\nand lines")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\tx")]
    [InlineData("\n=x")]
    [InlineData("'quoted")]
    [InlineData("")]
    public void CsvLine_AnyText_ComesBackAndIsNoFormula(string text)
    {
        string cell = Assert.Single(Assert.Single(Parse(CsvLine.Of(text))));

        Assert.True(cell.Length == 0 || !"=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal));
        Assert.Equal(text, cell.StartsWith('\'') ? cell[1..] : cell);
    }

    [Fact]
    public void CsvLine_Numbers_AreNotGuarded() => Assert.Equal(
        "-1.5,-3,true,2026-03-01T12:00:00Z,\r\n",
        CsvLine.Of(-1.5, -3, true, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), null));

    [Fact]
    public async Task Csv_MoreThanAPage_HasEveryRunOfTheFilterTheNewestFirst()
    {
        RunStore store = api.Get<RunStore>();
        for (int i = 0; i < 45; i++) await store.InsertAsync(RunBuilder.Completed($"c-{i:d2}", i) with { QueueId = "csv" }, Cancel);
        await store.InsertAsync(RunBuilder.Completed("c-other", 1) with { QueueId = "other" }, Cancel);
        RunHistory history = new(store, api.Get<BacktestStore>(), api.Get<CostBook>(), api.Clock) { CsvPage = 20 };
        using MemoryStream file = new();

        await history.WriteCsvAsync(new RunFilter { QueueId = "csv" }, file, Cancel);
        ApiServer.Answer answer = await api.GetAsync("/api/runs.csv?queue=csv", Cancel);

        Assert.Equal(answer.Body, Encoding.UTF8.GetString(file.ToArray()));
        string[][] rows = [.. Parse(answer.Body)];
        Assert.Equal((200, "text/csv; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.Matches("^training_history_20260301_[0-9]{6}[.]csv$", answer.FileName!);
        Assert.Equal(RunCsv.Columns.Select(column => column.Name), rows[0]);
        Assert.Equal(Enumerable.Range(0, 45).Reverse().Select(i => $"c-{i:d2}"), rows[1..].Select(row => row[0]));
    }

    [Fact]
    public void LineOf_Run_HasItsFigures()
    {
        StoredRun run = RunBuilder.Completed("line", 0) with { Regimes = ["bull_trending"], Tags = ["a", "b"], Error = "=1, \"2\"\n3" };

        string[] row = Assert.Single(Parse(RunCsv.LineOf(run, api.Get<CostBook>())));

        Dictionary<string, string> cells = RunCsv.Columns.Select(column => column.Name).Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(("-0.7", "90", "0.61", "", "a b"), (cells["sharpe"], cells["trades"], cells["accuracy"], cells["f1"], cells["tags"]));
        Assert.Equal(("18446744073709551615", "3", """{"n_estimators":40}"""), (cells["seed"], cells["horizon"], cells["hyper_parameters"]));
        Assert.Equal("'=1, \"2\"\n3", cells["error"]);
    }

    [Fact]
    public async Task Csv_BadParameter_IsRefusedBeforeAnythingIsWritten()
    {
        ApiServer.Answer answer = await api.GetAsync("/api/runs.csv?kept=x&limit=10", Cancel);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("kept is x; true or false is needed. query is limit; one of from, to,", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Guide_Columns_AreThoseOfTheFile() =>
        Assert.Contains(
            string.Concat(RunCsv.Columns.Select(column => $"| `{column.Name}` | {column.Description} |\n")), File.ReadAllText(Repository.PathOf("docs", "guides", "history.md")),
            StringComparison.Ordinal);

    /// <summary>RFC 4180 as a reader sees it, written apart from the writer.</summary>
    private static IEnumerable<string[]> Parse(string text)
    {
        List<string> row = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                Assert.Equal('\n', text[++i]);
                yield return [.. row];
                row.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        Assert.Empty(row);
    }
}
