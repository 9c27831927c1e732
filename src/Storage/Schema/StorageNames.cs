namespace ServerlessTraining.Storage.Schema;

/// <summary>The names of everything that is stored; docs/storage.md says what lies where.</summary>
public static class StorageNames
{
    public static class Tables
    {
        public const string Audit = "audit";
        public const string Backtests = "backtests";
        public const string Bars = "bars";
        public const string CandleRuns = "candleruns";
        public const string ConfigHashes = "confighashes";
        public const string Feeds = "feeds";
        public const string FoldResults = "foldresults";
        public const string Jobs = "jobs";
        public const string Ledger = "ledger";
        public const string LiveModels = "livemodels";
        public const string PresetComparisons = "presetcomparisons";
        public const string PresetHistory = "presethistory";
        public const string PresetPerformance = "presetperformance";
        public const string PresetPlans = "presetplans";
        public const string Presets = "presets";
        public const string QueueItems = "queueitems";
        public const string QueueLog = "queuelog";
        public const string Queues = "queues";
        public const string RegimeBests = "regimebests";
        public const string Regimes = "regimes";
        public const string Runs = "runs";
        public const string Schema = "schema";
        public const string Studies = "studies";
        public const string StudyTrials = "studytrials";

        public static IReadOnlyList<string> All { get; } =
        [
            Audit, Backtests, Bars, CandleRuns, ConfigHashes, Feeds, FoldResults, Jobs, Ledger, LiveModels, PresetComparisons, PresetHistory, PresetPerformance, PresetPlans, Presets,
            QueueItems, QueueLog, Queues, RegimeBests, Regimes, Runs, Schema, Studies, StudyTrials,
        ];
    }

    public static class Containers
    {
        public const string Backtests = "backtests";
        public const string Bars = "bars";
        public const string CandleRuns = "candleruns";
        public const string Checkpoints = "checkpoints";
        public const string Models = "models";
        public const string Payloads = "payloads";
        public const string Predictions = "predictions";
        public const string Presets = "presets";

        public static IReadOnlyList<string> All { get; } = [Backtests, Bars, CandleRuns, Checkpoints, Models, Payloads, Predictions, Presets];
    }

    public static class Queues
    {
        public const string FoldTasksGpu = "fold-tasks-gpu";
        public const string FoldTasksCpu = "fold-tasks-cpu";
        public const string FoldResults = "fold-results";
        public const string PoisonSuffix = "-poison";

        public static IReadOnlyList<string> All { get; } =
        [
            FoldTasksGpu, FoldTasksGpu + PoisonSuffix, FoldTasksCpu, FoldTasksCpu + PoisonSuffix, FoldResults, FoldResults + PoisonSuffix,
        ];
    }
}
