namespace ServerlessTraining.Cli.Tests.Commands;

/// <summary>Answers of the API about plans of presets.</summary>
internal static class PlanDocuments
{
    public const string Generate = "POST /api/presets/generate";
    public const string Path = "GET /api/presets/plans/01aa77";
    public const string Newest = "GET /api/presets/plans?limit=1000";
    public const string Started = """{"plan_id":"01aa77","status_url":"/api/presets/plans/01aa77","entries":2,"skipped":1}""";

    public const string Page = """
        {"items":[{"plan_id":"01aa77","status":"running","created":"2026-03-01T12:00:00+00:00","finished":null,"entries":2,"done":0,"failed":0,"skipped":1,"cancelled":0},
          {"plan_id":"01bb88","status":"completed","created":"2026-03-01T11:00:00+00:00","finished":"2026-03-01T11:30:00+00:00",
           "entries":3,"done":2,"failed":1,"skipped":0,"cancelled":0}],
         "continuation":null}
        """;

    private const string Skipped =
        """{"number":2,"priority":100,"preset":"BTCUSDT_1h_v1_LightGBM_multi_h1-3","status":"skipped","objective":"roc_auc","phases":4,"reason":"it exists as version 1"}""";

    public static string Searching(int phase, int done) => Plan("running", $$"""
        {"number":1,"priority":1,"preset":"BTCUSDT_1h_v2_LightGBM_multi_h1-3","status":"searching","objective":"roc_auc","phases":4,"study_id":"s1",
         "study":{"phase":{{phase}},"done":{{done}},"planned":85,"best":0.5612},"started":"2026-03-01T12:28:45+00:00"}
        """);

    public static string Published(double? current = null) => Plan("completed", Judged("published", "\"version\":3", current), done: 1);

    public static string Candidate => Published().Replace("\"beats_defaults\":true", "\"beats_defaults\":false", StringComparison.Ordinal);

    public static string Kept => Plan("completed", Judged("kept", "\"reason\":\"version 2 stays\"", current: 0.59), done: 1);

    public static string Failed => Plan(
        "completed",
        """{"number":1,"priority":1,"preset":"BTCUSDT_1h_v2_LightGBM_multi_h1-3","status":"failed","objective":"roc_auc","phases":4,"reason":"no trial could be measured"}""",
        failed: 1);

    private static string Judged(string status, string more, double? current)
    {
        string now = current is { } value ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null";
        return $$"""
            {"number":1,"priority":1,"preset":"BTCUSDT_1h_v2_LightGBM_multi_h1-3","status":"{{status}}","objective":"roc_auc","phases":4,"study_id":"s1",{{more}},
             "lines":[{"horizon":null,"metric":"roc_auc","preset":0.5812,"defaults":0.5533,"current":{{now}}},
              {"horizon":null,"metric":"sharpe","preset":0.9,"defaults":null,"current":null},
              {"horizon":3,"metric":"roc_auc","preset":0.6,"defaults":0.55,"current":null},{"horizon":3,"metric":"f1","preset":0.4321,"defaults":0.5,"current":null}],
             "held_out":{"from":"2026-01-01T00:00:00+00:00","to":"2026-03-01T00:00:00+00:00",
              "verdict":"The preset beats the library's defaults on the held-out part.","beats_defaults":true} }
            """;
    }

    private static string Plan(string status, string entry, int done = 0, int failed = 0) => $$"""
        {"plan_id":"01aa77","status":"{{status}}","created":"2026-03-01T12:00:00+00:00","elapsed_seconds":1800,"done":{{done}},"failed":{{failed}},"skipped":1,"cancelled":0,
         "entries":[{{entry}},{{Skipped}}]}
        """;
}
