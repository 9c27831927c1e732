using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Documents;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Pipeline;

/// <summary>Reads <see cref="PipelineOptions"/> from YAML. What is left out has its default; all that is wrong is told at once, with its lines.</summary>
public static class PipelineOptionsReader
{
    private const int MinutesADay = 24 * 60;
    private const double LargestCost = 0.1;
    private static readonly PipelineOptions Default = new();
    private static readonly string[] Scopes = ["market", "global"];

    private static readonly Dictionary<string, LogLevel> Levels = new(StringComparer.Ordinal)
    {
        ["DEBUG"] = LogLevel.Debug,
        ["INFO"] = LogLevel.Information,
        ["WARNING"] = LogLevel.Warning,
        ["ERROR"] = LogLevel.Error,
        ["CRITICAL"] = LogLevel.Critical,
    };

    /// <param name="yaml">The file's text.</param>
    /// <param name="source">Begins the text of an error: the file's name.</param>
    /// <exception cref="DocumentException">Something is wrong; all of it is told.</exception>
    public static PipelineOptions Read(string yaml, string source) => DocumentReader.Read(YamlDocumentReader.Read(yaml, source), source, value => value.Mapping(map =>
    {
        PipelineOptions options = map.Optional("storage", section => section.Mapping(keys => ReadStorage(keys, section)), Default);
        options = map.Optional("queue", section => section.Mapping(keys => ReadQueue(keys, options)), options);
        options = map.Optional("recovery", section => section.Mapping(keys => ReadRecovery(keys, options)), options);
        RunRules rules = Default.Rules with { Selection = map.Optional("model_management", section => section.Mapping(ReadSelection), Default.Rules.Selection) };
        rules = map.Optional("inference_grid", section => section.Mapping(keys => ReadStrategies(keys, rules)), rules);
        PresetUpkeepOptions presets = map.Optional("presets", section => section.Mapping(ReadPresets), Default.Presets);
        LogOptions logging = map.Optional("logging", section => section.Mapping(ReadLogging), Default.Logging);

        // A section that is no mapping has been noted, and stands as null until the reader throws.
        return (options ?? Default) with { Rules = rules, Presets = presets, Logging = logging };
    }));

    private static PipelineOptions ReadStorage(MappingReader keys, DocumentValue section)
    {
        PipelineOptions options = Default with
        {
            ArtifactsDir = keys.Optional("artifacts_dir", Folder, Default.ArtifactsDir),
            CheckpointsDir = keys.Optional("checkpoints_dir", Folder, Default.CheckpointsDir),
            CompressOldModels = keys.Optional("compress_old_models", flag => flag.Boolean(), Default.CompressOldModels),
            CompressAfterDays = keys.Optional("compress_after_days", days => days.WholeNumber(1, 3650), Default.CompressAfterDays),
            PurgeHistoryAfterDays = keys.Optional("purge_history_after_days", days => days.WholeNumber(1, 3650), Default.PurgeHistoryAfterDays),
        };
        // On a file system that knows no case, too.
        bool same = options.ArtifactsDir.Equals(options.CheckpointsDir, StringComparison.OrdinalIgnoreCase);
        if (same) section.Error($"artifacts_dir and checkpoints_dir are both '{options.ArtifactsDir}'; two different folders are needed");
        return options;
    }

    private static PipelineOptions ReadQueue(MappingReader keys, PipelineOptions options) => (options ?? Default) with
    {
        MaxParallelQueues = keys.Optional("max_parallel_queues", count => count.WholeNumber(1, 16), Default.MaxParallelQueues),
        MaxParallelModels = keys.Optional("max_parallel_models", count => count.WholeNumber(1, 100), Default.MaxParallelModels),
        AutoCheckpointInterval = keys.Optional("auto_checkpoint_interval", count => count.WholeNumber(1, 1000), Default.AutoCheckpointInterval),
        MaxInferenceWorkers = keys.Optional("max_inference_workers", count => count.WholeNumber(1, 64), Default.MaxInferenceWorkers),
    };

    private static PipelineOptions ReadRecovery(MappingReader keys, PipelineOptions options) => (options ?? Default) with
    {
        AutoResumeOnCrash = keys.Optional("auto_resume_on_crash", flag => flag.Boolean(), Default.AutoResumeOnCrash),
        DetectCrashAfter = keys.Optional("detect_crash_after_minutes", minutes => TimeSpan.FromMinutes(minutes.WholeNumber(1, MinutesADay)), Default.DetectCrashAfter),
    };

    private static SelectionOptions ReadSelection(MappingReader keys)
    {
        SelectionOptions otherwise = Default.Rules.Selection;
        return otherwise with
        {
            DeleteNonBestModels = keys.Optional("delete_non_best_models", flag => flag.Boolean(), otherwise.DeleteNonBestModels),
            KeepTopNPerRegime = keys.Optional("keep_top_n_per_regime", count => count.WholeNumber(1, SelectionOptions.MostPlaces), otherwise.KeepTopNPerRegime),
            MinImprovementThreshold = keys.Optional("min_improvement_threshold", part => part.Number(0, 1), otherwise.MinImprovementThreshold),
            AbsoluteMargin = keys.Optional("absolute_margin", margin => margin.Number(0, 10), otherwise.AbsoluteMargin),
            MinTrades = keys.Optional("min_trades", count => count.WholeNumber(1, 1_000_000), otherwise.MinTrades),
            Scope = keys.Optional("scope", scope => scope.OneOf(Scopes) == Scopes[^1] ? SelectionScope.Global : SelectionScope.Market, otherwise.Scope),
        };
    }

    private static RunRules ReadStrategies(MappingReader keys, RunRules rules)
    {
        BacktestOptions otherwise = rules.Backtest;
        return rules with
        {
            PredictionMethods = keys.Optional("prediction_methods", list => Distinct(list, name => name.OneOf(StrategyNames.Methods)), rules.PredictionMethods),
            EnsembleMethods = keys.Optional("ensemble_methods", list => Distinct(list, name => name.OneOf(StrategyNames.Ensembles)), rules.EnsembleMethods),
            ConfidenceThresholds = keys.Optional("confidence_thresholds", list => Distinct(list, one => one.Number(0, 1)), rules.ConfidenceThresholds),
            LookbackWindows = keys.Optional(
                "lookback_windows", list => Distinct(list, bars => bars.WholeNumber(InferenceStrategy.MinLookback, InferenceStrategy.MaxLookback)), rules.LookbackWindows),
            Backtest = otherwise with
            {
                Commission = keys.Optional("commission", Cost, otherwise.Commission),
                Spread = keys.Optional("spread", Cost, otherwise.Spread),
                Slippage = keys.Optional("slippage", Cost, otherwise.Slippage),
                AllowShort = keys.Optional("allow_short", flag => flag.Boolean(), otherwise.AllowShort),
                EntryDelay = keys.Optional("entry_delay", bars => bars.WholeNumber(1, 100), otherwise.EntryDelay),
            },
        };
    }

    private static PresetUpkeepOptions ReadPresets(MappingReader keys)
    {
        PresetUpkeepOptions otherwise = Default.Presets;
        return otherwise with
        {
            ReoptimizeSchedule = keys.Optional("reoptimize_schedule", Schedule, otherwise.ReoptimizeSchedule),
            TrialBudget = keys.Optional("trial_budget", trials => trials.WholeNumber(1, 1_000_000), otherwise.TrialBudget),
            ReoptimizeQuick = keys.Optional("reoptimize_quick", flag => flag.Boolean(), otherwise.ReoptimizeQuick),
            Freshness = otherwise.Freshness with
            {
                MaxAgeDays = keys.Optional("max_age_days", days => days.WholeNumber(1, 3650), otherwise.Freshness.MaxAgeDays),
                MaxPsi = keys.Optional("max_psi", index => index.Number(0.001, 100), otherwise.Freshness.MaxPsi),
                MaxScoreDrop = keys.Optional("max_score_drop", part => part.Number(0, 1), otherwise.Freshness.MaxScoreDrop),
                MinScoreDrop = keys.Optional("min_score_drop", drop => drop.Number(0, 10), otherwise.Freshness.MinScoreDrop),
            },
        };
    }

    private static LogOptions ReadLogging(MappingReader keys)
    {
        LogOptions otherwise = Default.Logging;
        return otherwise with
        {
            Level = keys.Optional("level", level => Levels.GetValueOrDefault(level.OneOf([.. Levels.Keys])), otherwise.Level),
            LogToFile = keys.Optional("log_to_file", flag => flag.Boolean(), otherwise.LogToFile),
            MaxLogSizeMb = keys.Optional("max_log_size_mb", size => size.WholeNumber(1, 10_000), otherwise.MaxLogSizeMb),
        };
    }

    private static string Schedule(DocumentValue value)
    {
        const string Allowed = "off, or six cron fields (second minute hour day month weekday) in UTC such as '0 0 4 * * 0'";
        string text = value.Text();
        if (text.Length > 0 && !PresetUpkeep.TryParse(text, out _)) value.Error($"must be {Allowed}, but is {value.Node.Describe()}");
        return text;
    }

    private static double Cost(DocumentValue value) => value.Number(0, LargestCost);

    // One folder with a plain name: it stays in the data folder, and cannot be one of the emulator's, which begin with '_'.
    private static string Folder(DocumentValue value)
    {
        string name = value.Text(50);
        bool plain = name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        const string Allowed = "the name of one folder of letters, digits, '-' and '_', beginning with a letter or digit";
        if (name.Length > 0 && !plain) value.Error($"must be {Allowed}, but is {value.Node.Describe()}");
        if (name.Equals("logs", StringComparison.OrdinalIgnoreCase)) value.Error("is 'logs', where the log lies; choose another folder");
        return name;
    }

    // Values are compared as they are written, so that one that is wrong is told once more only if it stands there twice.
    private static IReadOnlyList<T> Distinct<T>(DocumentValue list, Func<DocumentValue, T> read)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return list.OneOrMore(item =>
        {
            T result = read(item);
            if (item.Node is DocumentScalar && item.Canonical() is var text && !seen.Add(text)) item.Error($"is {item.Node.Describe()}, which is in the list already; delete it");
            return result;
        });
    }
}
