using System.Net;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class QueueEstimateTests : IDisposable
{
    private const string Ridge = """{"model":"ridge","folds":20,"seconds_per_fold":1.7,"from_folds":112,"device":"cpu"}""";
    private const string Lstm = """{"model":"lstm2head","folds":5,"seconds_per_fold":60,"from_folds":8,"device":"gpu"}""";
    private const string NoPrice = """{"value":null,"reason":"no price is set in configs/prices.yaml"}""";
    private const string NoFold = """{"value":null,"reason":"no queue has trained a fold of lstm2head here yet"}""";
    private const string Untrained = $$"""{"model":"lstm2head","folds":5,"seconds_per_fold":{{NoFold}},"from_folds":0,"device":null}""";

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(20, Ridge, "34", "17", NoPrice, "about 20 fold trainings, 34 s of CPU here (median of 112 past folds), 17 s by the clock, no price is set in configs/prices.yaml")]
    [InlineData(
        25, $"{Ridge},{Lstm}", "334", "167", "1.5", "about 25 fold trainings, 34 s of CPU and 5 min of GPU here (median of 120 past folds), 3 min by the clock, about 1.50 EUR")]
    [InlineData(20, Ridge, "34", "17", "0.001", "about 20 fold trainings, 34 s of CPU here (median of 112 past folds), 17 s by the clock, less than 0.01 EUR")]
    [InlineData(5, Untrained, NoFold, NoFold, NoFold, "about 5 fold trainings, time and price not known: no queue has trained a fold of lstm2head here yet")]
    public async Task Preview_Estimate_IsALine(int folds, string models, string compute, string wall, string price, string line)
    {
        string answer = $$$"""
            {"name":"g","text":"4 to train","combinations":4,"duplicates":0,"already_trained":0,"items":4,"models":4,"fold_trainings":{{{folds}}},"skipped":[],
             "estimate":{"fold_tasks":{{{folds}}},"by_model":[{{{models}}}],"compute_seconds":{{{compute}}},"wall_seconds":{{{wall}}},"price":{{{price}}},"currency":"EUR",
             "prices":"configs/prices.yaml","storage_transactions":100,"trainers":2}}
            """;
        folder.Write("grid.yaml", "name: g");

        CommandRun run = await CommandRun.OfAsync(new ScriptedApi((HttpStatusCode.OK, answer)), "queue", "preview", Path.Combine(folder.Path, "grid.yaml"));

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains(line, string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
