using System.Text.Json;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Reads a <see cref="JobRequest"/> from JSON, with its own rules: what each mode can and cannot do.</summary>
internal static class JobRequestReader
{
    private const string Source = "The training request";
    private static readonly string[] Modes = [.. Enum.GetValues<JobMode>().Select(JobNames.Name)];
    private static readonly string[] Systems = [.. FeatureSystems.All.Select(system => system.Name)];
    private static readonly string[] Encoders = [.. FeatureEncoders.All.Select(encoder => encoder.Name)];

    /// <exception cref="DocumentException">Something is wrong; all of it is told.</exception>
    public static JobRequest Read(string json) =>
        DocumentReader.Read(JsonDocumentReader.Read(json, Source), Source, value => value.Mapping(map =>
        {
            Fields fields = new(map);
            JobRequest request = new()
            {
                Symbol = map.Required("symbol", v => v.Parsed<Symbol>(Symbol.TryParse, "a symbol such as BTCUSDT or BTC/USDT")).ToString(),
                Timeframe = map.Required("timeframe", v => v.Parsed<Timeframe>(Timeframe.TryParse, "a timeframe such as 15m, 1h or 1d")).ToString(),
                TrainingMode = map.Optional("training_mode", v => JobNames.Mode(v.OneOf(Modes)), JobMode.Sequential),
                Model = map.Optional("model", v => v.OneOf(GridVocabulary.BuiltIn.Models), JobRequest.UsualModel),
                FeatureSystem = map.Optional("feature_system", v => v.OneOf(Systems), JobRequest.UsualFeatureSystem),
                Encoder = map.Optional("encoder", v => v.OneOf(Encoders), JobRequest.UsualEncoder),
                Horizon = map.Optional("horizon", v => v.WholeNumber(GridLimits.MinHorizon, GridLimits.MaxHorizon), 1),
                Days = fields.Whole("days", GridLimits.MaxDays),
                HyperParameters = map.Optional("hyper_parameters", Options, null),
                Seed = map.Optional("seed", v => v.WholeNumber(0, int.MaxValue), 0),
                TestPeriodDays = fields.Whole("test_period_days", FoldOptions.MaxDays),
                MinTrainDays = fields.Whole("min_train_days", GridLimits.MaxDays),
                UseExpandingWindow = fields.Flag("use_expanding_window"),
                AutoApprove = fields.Flag("auto_approve") ?? false,
                ApprovalHours = fields.Whole("approval_hours", JobRequest.MostApprovalHours),
            };
            Check(request, fields);
            return request;
        }));

    private static void Check(JobRequest request, Fields fields)
    {
        string mode = JobNames.Name(request.TrainingMode);
        bool hasQuick = request.TrainingMode != JobMode.Full;
        bool hasFull = request.TrainingMode != JobMode.Quick;
        bool isFixed = hasFull && request.UseExpandingWindow == false;
        if (!hasFull && request.UseExpandingWindow == true)
        {
            fields.Refuse("use_expanding_window", $"is true, but the window of training_mode {mode} is fixed; leave it out, or choose full or sequential");
        }

        string noFull = $"is for the full stage, which training_mode {mode} does not have; leave it out (days is the window of the quick stage)";
        if (!hasFull) fields.Refuse("min_train_days", noFull);
        if (!hasQuick && !isFixed)
        {
            fields.Refuse("days", $"is a fixed window, but each fold of training_mode {mode} trains on all before it; leave it out, or set use_expanding_window to false");
        }

        if (hasQuick && !isFixed && request.Days > JobPlans.QuickDays)
        {
            fields.Refuse("days", $"must be at most {JobPlans.QuickDays} in the quick stage, but is {request.Days}; leave it out for {JobPlans.QuickDays}");
        }

        if (hasQuick && request.TestPeriodDays > FoldOptions.QuickTestDays)
        {
            fields.Refuse(
                "test_period_days",
                $"must be at most {FoldOptions.QuickTestDays} in the quick stage, whose next test begins then, but is {request.TestPeriodDays}; leave it out for each stage's own");
        }

        if (request.TrainingMode == JobMode.Sequential) return;
        if (request.AutoApprove) fields.Refuse("auto_approve", $"is true, but training_mode {mode} asks for no approval; leave it out, or choose sequential");
        fields.Refuse("approval_hours", $"is for training_mode sequential; {mode} asks for no approval, so leave it out");
    }

    private static JsonElement? Options(DocumentValue value)
    {
        string canonical = value.Canonical();
        if (value.Node is not DocumentMapping)
        {
            value.Error($"must be a mapping of names to values, but is {value.Node.Describe()}");
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(canonical);
        return json.RootElement.Clone();
    }

    /// <summary>Fields that rules over several look at again; each remembers where it stood.</summary>
    private sealed class Fields(MappingReader map)
    {
        private readonly Dictionary<string, DocumentValue> given = [];

        public int? Whole(string name, int most) => map.Optional(name, value => (int?)Noted(name, value).WholeNumber(1, most), null);

        public bool? Flag(string name) => map.Optional(name, value => (bool?)Noted(name, value).Boolean(), null);

        /// <summary>Where it was given.</summary>
        public void Refuse(string name, string why)
        {
            if (given.TryGetValue(name, out DocumentValue? value)) value.Error(why);
        }

        private DocumentValue Noted(string name, DocumentValue value) => given[name] = value;
    }
}
