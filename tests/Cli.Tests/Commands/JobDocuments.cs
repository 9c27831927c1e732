using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessTraining.Cli.Tests.Commands;

/// <summary>Training jobs as the API shows them.</summary>
internal static class JobDocuments
{
    public const string Id = "01aa77";
    public const string Path = $"GET /api/training/jobs/{Id}";
    private const string Reason = "no label is positive";

    public static string Started(string id = Id) => $$"""{"job_id":"{{id}}","status_url":"/api/training/jobs/{{id}}","status":"pending"}""";

    /// <param name="status">Of the job.</param>
    /// <param name="more">Fields beside the usual ones, as JSON without its braces.</param>
    /// <param name="quick">Folds of the quick stage that have ended; null where it was not begun.</param>
    /// <param name="full">The same of a full stage with two folds.</param>
    /// <param name="symbol">Of the market.</param>
    /// <param name="id">Of the job.</param>
    /// <param name="note">What went wrong on the way of the first fold of the quick stage.</param>
    public static string Job(string status, string more = "", int? quick = 5, int? full = null, string symbol = "BTCUSDT", string id = Id, string? note = null)
    {
        bool isOver = status is not ("pending" or "quick" or "full");
        JsonObject job = JsonNode.Parse($$"""
            {"job_id":"{{id}}","symbol":"{{symbol}}","timeframe":"1h","training_mode":"sequential","status":"{{status}}","created":"2026-03-01T12:00:00.1234567+00:00",
             "request":{"model":"lightgbm","feature_system":"poc16","horizon":1,"seed":0,"hyper_parameters":{"num_leaves":31} },
             "progress_pct":40,"fold":2,"folds":5,"gate_passed":null,"gate":[],
             "decision":null,"elapsed_seconds":12.34,"seconds_left":18,"reason":null,"target":null,"live_version":null}
            """)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse($"{{ {more} }}")!.AsObject()) job[name] = value?.DeepClone();
        if (quick is { } some) job["quick"] = Stage(5, some, isOver || some == 5 || full is not null);
        if (note is not null) job["quick"]!["per_fold"]![0]!["note"] = note;
        if (full is { } others) job["full"] = Stage(2, others, isOver && others == 2);
        return job.ToJsonString();
    }

    public static string Gate(bool passed) => passed
        ? """ "gate_passed":true,"gate":[{"metric":"recall","value":0.45,"bound":0.35,"passed":true,"missed_by":null,"text":"recall 0.450 is above 0.350"}] """
        : """
          "gate_passed":false,"reason":"accuracy is too low",
           "gate":[{"metric":"recall","value":0.45,"bound":0.35,"passed":true,"missed_by":null,"text":"recall 0.450 is above 0.350"},
           {"metric":"accuracy","value":0.58,"bound":0.6,"passed":false,"missed_by":0.02,"text":"accuracy 0.580 must be above 0.600: missed by 0.020"}]
          """;

    private static JsonObject Stage(int folds, int ended, bool isOver)
    {
        // The last that end are those with the least numbers: what is printed must not depend on the order.
        JsonNode[] all = [.. Enumerable.Range(1, folds).Select(number => Fold(number, number > folds - ended, isStale: folds == 5 && number > 3))];
        return new JsonObject
        {
            ["folds"] = folds,
            ["done"] = ended,
            ["failed"] = 0,
            ["average"] = ended == 0 ? null : Figures(0.625),
            ["staleness"] = ended == 0 ? null : Figures(0.55),
            ["notes"] = new JsonArray(),
            ["finished"] = isOver ? "2026-03-01T12:10:00+00:00" : null,
            ["per_fold"] = new JsonArray(all),
        };
    }

    private static JsonObject Fold(int number, bool isDone, bool isStale) => new()
    {
        ["fold"] = number,
        ["kind"] = isStale ? "staleness" : "average",
        ["train_from"] = "2021-07-18T10:00:00+00:00",
        ["train_to"] = "2022-01-14T10:00:00+00:00",
        ["test_to"] = "2022-03-15T10:00:00+00:00",
        ["state"] = isDone ? "done" : "running",
        ["figures"] = isDone ? Figures(0.60 + (number / 100.0)) : null,
        ["seconds"] = isDone ? 1.5 : null,
    };

    private static JsonNode Figures(double accuracy) => JsonNode.Parse($$"""
        {"accuracy":{{accuracy.ToString(CultureInfo.InvariantCulture)}},"recall":0.45,"precision":0.5,
         "f1":0.47,"roc_auc":0.652,"hit_rate_tp1":{"value":null,"reason":"{{Reason}}"} }
        """)!;
}
