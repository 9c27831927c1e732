using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessTraining.Infra.Checks;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Infra;

/// <summary>The workbook and the alerts ask for what the product really writes.</summary>
public sealed partial class QueryTests
{
    private static readonly string[] Tables =
        ["AppDependencies", "AppExceptions", "AppMetrics", "AppRequests", "AppTraces", "ContainerAppSystemLogs", "StorageQueueLogs"];

    private static readonly string Sources = string.Join('\n', ((string[])["Domain", "Orchestration", "Storage", "Functions", "Trainer"])
        .SelectMany(project => Directory.EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
        .Select(File.ReadAllText));

    /// <summary>Of metrics; telemetry has them where logs have their fields.</summary>
    private static readonly string[] Tags = [.. Tag().Matches(Sources).Select(match => match.Groups["name"].Value)];

    private static readonly string[] Alerts = [.. InfraFiles.Real.Paths.Where(path => path.EndsWith(".kql", StringComparison.Ordinal)).Order()];

    public static TheoryData<string> Queries => [.. All.Keys];

    private static Dictionary<string, string> All { get; } = Alerts.ToDictionary(path => path, InfraFiles.Real.Text)
        .Concat(WorkbookItems().Where(item => item.TryGetProperty("content", out JsonElement content) && content.TryGetProperty("query", out _))
            .Select(item => KeyValuePair.Create(item.GetProperty("name").GetString()!, item.GetProperty("content").GetProperty("query").GetString()!)))
        .ToDictionary(pair => pair.Key, pair => pair.Value);

    [Fact]
    public void Workbook_HasItsFourViews() => Assert.Equal(
        ["queues", "regimes", "cost", "failures"],
        WorkbookItems().Where(item => item.GetProperty("type").GetInt32() == 12).Select(item => item.GetProperty("conditionalVisibility").GetProperty("value").GetString()));

    [Fact]
    public void Workbook_AsksTheWorkspaceThatIsPutIn()
    {
        Assert.Contains("\"WORKSPACE_ID\"", InfraFiles.Real.Text("workbook.json"), StringComparison.Ordinal);
        Assert.Contains("replace(loadTextContent('../workbook.json'), 'WORKSPACE_ID', workspace.id)", InfraFiles.Real.Text("app/monitoring.bicep"), StringComparison.Ordinal);
    }

    /// <summary>Nobody's prices are known here: until somebody types theirs, the estimate is 0, and the note says that this is none.</summary>
    [Fact]
    public void Workbook_NamesNoPrice() => Assert.All(
        WorkbookItems().Where(item => item.GetProperty("type").GetInt32() == 9).SelectMany(item => item.GetProperty("content").GetProperty("parameters").EnumerateArray())
            .Where(parameter => parameter.GetProperty("type").GetInt32() == 1),
        price => Assert.Equal("0", price.GetProperty("value").GetString()));

    [Theory]
    [MemberData(nameof(Queries))]
    public void Query_Tables_AreThoseThatTelemetryGoesTo(string name)
    {
        string[] asked = [.. Table().Matches(All[name]).Select(match => match.Value).Distinct()];

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(Tables));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Query_Metrics_AreWritten(string name)
    {
        string[] written = [.. Instrument().Matches(Sources).Select(match => match.Groups["name"].Value)];

        Assert.Empty(Metric().Matches(All[name]).Select(match => match.Groups["name"].Value).Except(written));
    }

    [Fact]
    public void Metrics_ThatAreWritten_AreShown()
    {
        string[] written = [.. Instrument().Matches(Sources).Select(match => match.Groups["name"].Value)];
        string[] shown = [.. Metric().Matches(InfraFiles.Real.Text("workbook.json")).Select(match => match.Groups["name"].Value)];

        Assert.NotEmpty(written);
        Assert.Empty(written.Except(shown));
    }

    [Fact]
    public void Metrics_OneThatNobodyWrites_IsFound()
    {
        const string Query = "AppMetrics | where Name == 'serverless_training.queue.ages'";

        Assert.Equal(["serverless_training.queue.ages"], Metric().Matches(Query).Select(match => match.Groups["name"].Value)
            .Except(Instrument().Matches(Sources).Select(match => match.Groups["name"].Value)));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Query_Events_AreLoggedWithTheFieldsThatItReads(string name)
    {
        string[] messages = [.. EventId().Matches(All[name]).Select(match => Message(match.Value))];
        string[] fields = [.. Field().Matches(All[name]).Select(match => match.Groups["name"].Value).Except(["EventId"]).Except(Tags)];

        Assert.DoesNotContain("", messages);
        Assert.All(fields, field => Assert.Contains(
            messages, message => message.Contains($"{{{field}}}", StringComparison.Ordinal) || message.Contains($"{{{field}:", StringComparison.Ordinal)));
    }

    [Fact]
    public void FailedTimers_AreAllTimers()
    {
        string[] timers = [.. Directory.GetFiles(Repository.PathOf("src", "Functions", "Timers")).Select(file => Function().Match(File.ReadAllText(file)).Groups["name"].Value)];
        string[] watched = [.. Quoted().Matches(All["alerts/failed-timers.kql"].Split("has_any")[1].Split('|')[0]).Select(match => match.Groups["text"].Value)];

        Assert.Equal(timers.Order(), watched.Order());
    }

    [Fact]
    public void Texts_ThatAreLookedFor_AreWritten()
    {
        string[] texts = [.. All.Values.SelectMany(query => Beginning().Matches(query)).Select(match => match.Groups["text"].Value).Distinct()];

        Assert.Equal(["Model deleted", "Model kept", "Queue crashed"], texts.Order());
        Assert.All(texts, text => Assert.True(Sources.Contains($"\"{text} ", StringComparison.Ordinal) || Sources.Contains($"\"{text}:", StringComparison.Ordinal), text));
    }

    [Fact]
    public void Spans_OfFolds_HaveTheNameThatIsLookedFor() => Assert.Contains("Traces.StartConsumer(\"fold\"", Sources, StringComparison.Ordinal);

    [Fact]
    public void Alerts_AreStuckQueuesPoisonAndFailedTimers()
    {
        string monitoring = InfraFiles.Real.Text("app/monitoring.bicep");

        Assert.Empty(((string[])["alerts/stuck-queues.kql", "alerts/poison.kql", "alerts/failed-timers.kql"]).Except(Alerts));
        Assert.All(Alerts, path => Assert.Contains($"loadTextContent('../{path}')", monitoring, StringComparison.Ordinal));
    }

    private static string Message(string eventId) =>
        Regex.Match(Sources, $@"EventId = {eventId},[^;]*?Message\s*=\s*""(?<text>[^""]*)""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["text"].Value;

    private static IEnumerable<JsonElement> WorkbookItems()
    {
        Stack<JsonElement> open = new();
        open.Push(JsonDocument.Parse(InfraFiles.Real.Text("workbook.json")).RootElement);
        while (open.TryPop(out JsonElement one))
        {
            if (one.TryGetProperty("type", out _)) yield return one;
            JsonElement owner = one.TryGetProperty("content", out JsonElement content) ? content : one;
            if (!owner.TryGetProperty("items", out JsonElement items)) continue;
            foreach (JsonElement item in items.EnumerateArray().Reverse()) open.Push(item);
        }
    }

    [GeneratedRegex(@"\b(App[A-Z][A-Za-z]+|StorageQueueLogs|ContainerApp\w+Logs)\b(?!\s*=)(?<!AppRole\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"'(?<name>serverless_training\.[a-z_.]+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"Create(Counter|Histogram|Gauge|UpDownCounter|ObservableGauge|ObservableCounter)<\w+>\(\s*""(?<name>[a-z_.]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Instrument();

    [GeneratedRegex(@"const string \w+Tag = ""(?<name>\w+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\b[34]\d{3}\b", RegexOptions.None, 1000)]
    private static partial Regex EventId();

    [GeneratedRegex(@"Properties\.(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"\[Function\(""(?<name>\w+)""\)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Function();

    [GeneratedRegex("'(?<text>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("startswith '(?<text>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Beginning();
}
