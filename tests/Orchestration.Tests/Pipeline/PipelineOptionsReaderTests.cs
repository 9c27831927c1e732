using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Documents;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Pipeline;

public sealed partial class PipelineOptionsReaderTests
{
    private const ulong Seed = 3801;
    private static readonly string Shipped = File.ReadAllText(Repository.PathOf("configs", "training_pipeline", "default_config.yaml"));
    private static readonly string Defaults = Json(new PipelineOptions());

    /// <summary>Every key, a value that is not its default, and what the options say then.</summary>
    public static TheoryData<string, string, string> Keys => new()
    {
        { "storage.artifacts_dir", "kept", "\"artifacts_dir\":\"kept\"" },
        { "storage.checkpoints_dir", "saved", "\"checkpoints_dir\":\"saved\"" },
        { "storage.compress_old_models", "false", "\"compress_old_models\":false" },
        { "storage.compress_after_days", "9", "\"compress_after_days\":9" },
        { "storage.purge_history_after_days", "90", "\"purge_history_after_days\":90" },
        { "queue.max_parallel_queues", "2", "\"max_parallel_queues\":2" },
        { "queue.max_parallel_models", "8", "\"max_parallel_models\":8" },
        { "queue.auto_checkpoint_interval", "5", "\"auto_checkpoint_interval\":5" },
        { "queue.max_inference_workers", "1", "\"max_inference_workers\":1" },
        { "recovery.auto_resume_on_crash", "true", "\"auto_resume_on_crash\":true" },
        { "recovery.detect_crash_after_minutes", "90", "\"detect_crash_after\":\"01:30:00\"" },
        { "model_management.delete_non_best_models", "false", "\"delete_non_best_models\":false" },
        { "model_management.keep_top_n_per_regime", "3", "\"keep_top_n_per_regime\":3" },
        { "model_management.min_improvement_threshold", "0.2", "\"min_improvement_threshold\":0.2" },
        { "model_management.absolute_margin", "0", "\"absolute_margin\":0," },
        { "model_management.min_trades", "1", "\"min_trades\":1," },
        { "model_management.scope", "global", "\"scope\":\"global\"" },
        { "inference_grid.prediction_methods", "direct", "\"prediction_methods\":[\"direct\"]" },
        { "inference_grid.ensemble_methods", "[variance, mean]", "\"ensemble_methods\":[\"variance\",\"mean\"]" },
        { "inference_grid.confidence_thresholds", "[0.25]", "\"confidence_thresholds\":[0.25]" },
        { "inference_grid.lookback_windows", "[20, 30]", "\"lookback_windows\":[20,30]" },
        { "inference_grid.commission", "0.002", "\"commission\":0.002" },
        { "inference_grid.spread", "0.0001", "\"spread\":0.0001" },
        { "inference_grid.slippage", "0", "\"slippage\":0," },
        { "inference_grid.allow_short", "false", "\"allow_short\":false" },
        { "inference_grid.entry_delay", "2", "\"entry_delay\":2" },
        { "presets.reoptimize_schedule", "0 0 4 * * 0", "\"reoptimize_schedule\":\"0 0 4 * * 0\"" },
        { "presets.trial_budget", "85", "\"trial_budget\":85" },
        { "presets.reoptimize_quick", "false", "\"reoptimize_quick\":false" },
        { "presets.max_age_days", "30", "\"max_age_days\":30" },
        { "presets.max_psi", "0.1", "\"max_psi\":0.1" },
        { "presets.max_score_drop", "0.5", "\"max_score_drop\":0.5" },
        { "presets.min_score_drop", "0.01", "\"min_score_drop\":0.01" },
        { "logging.level", "WARNING", "\"level\":\"warning\"" },
        { "logging.log_to_file", "false", "\"log_to_file\":false" },
        { "logging.max_log_size_mb", "1", "\"max_log_size_mb\":1}" },
    };

    [Fact]
    public void Read_ShippedFile_IsTheDefaults() => Assert.Equal(Defaults, Json(PipelineOptionsReader.Read(Shipped, "file")));

    [Fact]
    public void ShippedFile_Keys_AreAllThatThereAre() => Assert.Equal(Keys.Select(row => row.Data.Item1), KeysOf(Shipped).Select(key => $"{key.Section}.{key.Key}"));

    [Theory]
    [MemberData(nameof(Keys))]
    public void Read_KeyChanged_ChangesTheOptions(string path, string value, string expected)
    {
        string json = Json(PipelineOptionsReader.Read(With(path, value), "file"));

        Assert.Contains(expected, json, StringComparison.Ordinal);
        Assert.DoesNotContain(expected, Defaults, StringComparison.Ordinal);
    }

    [Fact]
    public void ShippedFile_EveryKey_HasAComment()
    {
        string[] lines = Shipped.Split('\n');

        Assert.All(KeysOf(Shipped), key => Assert.StartsWith("  # ", lines[key.Line - 2], StringComparison.Ordinal));
    }

    /// <summary>Whatever else a guide says, it names every key.</summary>
    [Fact]
    public void SettingsGuide_EveryKeyAndDefault_IsInIt()
    {
        string guide = File.ReadAllText(Repository.PathOf("docs", "guides", "settings.md"));

        Assert.All(KeysOf(Shipped), key => Assert.Contains($"| {key.Section} | `{key.Key}` | {key.Value} |", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ManyFaults_TellsAllWithTheirLines()
    {
        const string Text = """
            storage:
              artifacts_dir: ../elsewhere
              compress_after_days: 0
              purge_history_after_days: 3651
            queue:
              max_paralel_models: 4
              auto_checkpoint_interval: "10"
            recovery: 5
            inference_grid:
              prediction_methods: [direct, recursiv, direct]
              confidence_thresholds: []
              commission: 0.5
            presets:
              reoptimize_schedule: 0 4 * * 0
            loging:
              level: INFO
            """;

        DocumentException error = Assert.Throws<DocumentException>(() => PipelineOptionsReader.Read(Text, "my.yaml"));

        Assert.Equal(
            """
            my.yaml has 12 errors:
              2:18 storage.artifacts_dir: must be the name of one folder of letters, digits, '-' and '_', beginning with a letter or digit, but is the text '../elsewhere'
              3:24 storage.compress_after_days: must be a whole number from 1 to 3650, but is 0
              4:29 storage.purge_history_after_days: must be a whole number from 1 to 3650, but is 3651
              6:3 queue.max_paralel_models: this key is not known; did you mean 'max_parallel_models'? Allowed are max_parallel_queues, max_parallel_models, auto_checkpoint_interval, max_inference_workers
              7:29 queue.auto_checkpoint_interval: must be a whole number from 1 to 1000, but is the text '10'
              8:11 recovery: must be a mapping of keys to values, but is 5
              10:32 inference_grid.prediction_methods[1]: must be one of direct, recursive, direct_multi, but is the text 'recursiv'; did you mean 'recursive'?
              10:42 inference_grid.prediction_methods[2]: is the text 'direct', which is in the list already; delete it
              11:26 inference_grid.confidence_thresholds: must be one value or a list of at least one, but is an empty list
              12:15 inference_grid.commission: must be a number of at least 0 and at most 0.1, but is 0.5
              14:24 presets.reoptimize_schedule: must be off, or six cron fields (second minute hour day month weekday) in UTC such as '0 0 4 * * 0', but is the text '0 4 * * 0'
              15:1 loging: this key is not known; did you mean 'logging'? Allowed are storage, queue, recovery, model_management, inference_grid, presets, logging
            """,
            error.Message,
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("queue:\n  max_parallel_queues: 1\n  max_parallel_queues: 2", "3:3 queue.max_parallel_queues: this key stands at 2:3 already; keep one of the two")]
    [InlineData("storage:\n  artifacts_dir: same\n  checkpoints_dir: Same", "storage: artifacts_dir and checkpoints_dir are both 'same'; two different folders are needed")]
    [InlineData("storage:\n  artifacts_dir: logs", "2:18 storage.artifacts_dir: is 'logs', where the log lies; choose another folder")]
    [InlineData("logging:\n  level: info", "2:10 logging.level: must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, but is the text 'info'; did you mean 'INFO'?")]
    [InlineData("model_management:\n  scope: symbol", "2:10 model_management.scope: must be one of market, global, but is the text 'symbol'")]
    [InlineData("recovery:\n  auto_resume_on_crash: yes", "2:25 recovery.auto_resume_on_crash: must be true or false, but is the text 'yes'")]
    [InlineData("recovery:\n  detect_crash_after_minutes: 2000", "2:31 recovery.detect_crash_after_minutes: must be a whole number from 1 to 1440, but is 2000")]
    public void Read_Fault_SaysWhatIsAllowed(string text, string expected)
    {
        DocumentException error = Assert.Throws<DocumentException>(() => PipelineOptionsReader.Read(text, "my.yaml"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("storage:\nqueue: {}\nlogging: {level: null}")]
    public void Read_NothingSaid_IsTheDefaults(string text) => Assert.Equal(Defaults, Json(PipelineOptionsReader.Read(text, "file")));

    [Fact]
    public void Read_MutatedFile_IsOptionsOrErrorsWithTheirLines()
    {
        string[] pieces = ["{", "]", ":", "'", "\"", "- ", "\t", "\n", "null", "-1", "1e9", "yes", "x", "&a ", "0.05", ".nan", "#", "é"];
        (int good, int refused) = (0, 0);
        for (ulong i = 0; i < 2000; i++)
        {
            SeededRandom random = new SeededRandom(Seed).Fork(i);
            string text = Shipped;
            for (int left = 1 + random.Next(3); left > 0; left--)
            {
                int place = random.Next(text.Length - 12);
                text = random.Next(2) == 0 ? text.Insert(place, pieces[random.Next(pieces.Length)]) : text.Remove(place, 1 + random.Next(12));
            }

            try
            {
                Assert.NotNull(PipelineOptionsReader.Read(text, "file").Rules.Strategies());
                good++;
            }
            catch (DocumentException error)
            {
                refused++;
                Assert.NotEmpty(error.Errors);
                Assert.All(error.Errors, one => Assert.InRange(one.Position.Line, 1, text.Count(c => c is '\n' or '\r') + 2));
            }
        }

        // Both outcomes, else the mutations prove nothing.
        Assert.True(good > 200 && refused > 200, $"seed {Seed}: {good} good, {refused} refused");
    }

    private static string Json(PipelineOptions options) => JsonSerializer.Serialize(options, StorageJson.Options);

    private static string With(string path, string value)
    {
        (string _, string key, string _, int line) = KeysOf(Shipped).Single(one => $"{one.Section}.{one.Key}" == path);
        string[] lines = Shipped.Split('\n');
        lines[line - 1] = $"  {key}: {value}";
        return string.Join('\n', lines);
    }

    private static IEnumerable<(string Section, string Key, string Value, int Line)> KeysOf(string text)
    {
        string section = "";
        foreach ((int index, string line) in text.Split('\n').Index())
        {
            if (SectionLine().Match(line) is { Success: true } head) section = head.Groups["name"].Value;
            if (KeyLine().Match(line) is { Success: true } match) yield return (section, match.Groups["name"].Value, match.Groups["value"].Value, index + 1);
        }
    }

    [GeneratedRegex("^(?<name>[a-z_]+):$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SectionLine();

    [GeneratedRegex("^  (?<name>[a-z_]+): (?<value>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyLine();
}
