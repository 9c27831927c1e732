namespace ServerlessTraining.Cli.Tests.Commands;

/// <summary>Trainings from candles as the API shows them.</summary>
internal static class CandleDocuments
{
    public const string Id = "20260301_123045";
    public const string Path = $"GET /api/training/poc-runs/{Id}";
    public const string Started = $$"""{"run_id":"{{Id}}","status_url":"/api/training/poc-runs/{{Id}}","status":"started","started":"2026-03-01T12:30:45+00:00"}""";

    public const string Results = $$"""
        {"run_id":"{{Id}}",
         "configuration":{"symbol":"SPY","timeframe":"1d","candle_date":"2012-06-01T00:00:00+00:00","train_years":3,"test_window_size":35,"feature_set":"poc16","seed":1},
         "params":{"learning_rate":0.05,"num_leaves":31},
         "splits":[
          {"part":"fit","window":0,"bars":643,"rows":641,"first":"2009-06-01T00:00:00+00:00","last":"2011-12-12T00:00:00+00:00",
           "last_label_end":"2011-12-15T00:00:00+00:00","up":350,"up_share":0.546},
          {"part":"test","window":1,"bars":35,"rows":35,"first":"2012-06-04T00:00:00+00:00","last":"2012-07-23T00:00:00+00:00",
           "last_label_end":"2012-07-26T00:00:00+00:00","up":19,"up_share":0.5429},
          {"part":"test","window":2,"bars":35,"rows":35,"first":"2012-07-24T00:00:00+00:00","last":"2012-09-11T00:00:00+00:00",
           "last_label_end":"2012-09-14T00:00:00+00:00","up":19,"up_share":0.5429}],
         "train_metrics":{"accuracy":0.71,"roc_auc":0.7812},"tune_metrics":{"accuracy":0.56,"roc_auc":0.55},"test_metrics":{"accuracy":0.5143,"roc_auc":0.49876,"mcc":null},
         "threshold":{"used":0.4321,"tune_f1":0.66,"on_train":0.5,"train_f1":0.72,"note":null},
         "baselines":{"base_rate":0.543,"majority_accuracy":0.543,"naive_accuracy":0.486,"buy_and_hold_return":0.061,"naive_return":0.012,"model_return":-0.0149},
         "windows":[{"number":1,"first":"2012-06-04T00:00:00+00:00","last":"2012-07-23T00:00:00+00:00","threshold":0.4321,"metrics":{"accuracy":0.6} },
          {"number":2,"first":"2012-07-24T00:00:00+00:00","last":"2012-09-11T00:00:00+00:00","threshold":0.4321,"metrics":{"accuracy":0.4286} }],
         "stability":{"folds":[{"number":1,"first":"2012-04-01T00:00:00+00:00","last":"2012-05-20T00:00:00+00:00","threshold":0.5,"metrics":{"accuracy":0.57} }],
          "spread":{"accuracy":{"count":1,"mean":0.57,"deviation":null,"least":0.57,"most":0.57} } },
         "search":{"seconds":30,"trials":41,"own":{},"own_auc":0.53,"chosen":{"num_leaves":15},"auc":0.56},
         "feature_names":["range"],"importance":[{"feature":"range","share":0.312},{"feature":"volume","share":0.2}],
         "iterations":17,"data_fingerprint":"0123456789abcdef","code_version":"0.1.0",
         "notes":["There is no mcc of the test: labels are of one class."]}
        """;

    public static string Run(string status, double progress, string error = "null") => $$"""
        {"run_id":"{{Id}}","symbol":"SPY","timeframe":"1d","candle_date":"2012-06-01T00:00:00+00:00","status":"{{status}}","started":"2026-03-01T12:30:45+00:00","config":{},
         "progress":{{progress.ToString(System.Globalization.CultureInfo.InvariantCulture)}},"error":{{error}} }
        """;

    public static string Batch(string status, string second) => $$"""
        {"batch_id":"b1","symbol":"SPY","timeframe":"1d","status":"{{status}}","started":"2026-03-01T12:30:45+00:00",
         "runs":[{"run_id":"r1","candle_date":"2012-06-01T00:00:00+00:00","status":"completed","threshold":0.4,
           "test_metrics":{"accuracy":0.6,"precision":0.61,"recall":0.7,"f1":0.65,"roc_auc":0.58,"mcc":0.1},"error":null},
          {"run_id":"r2","candle_date":"2012-09-04T00:00:00+00:00",{{second}} }],
         "spread":{"accuracy":{"count":2,"mean":0.57,"deviation":0.0424,"least":0.54,"most":0.6} },"best_run_id":"r1"}
        """;
}
