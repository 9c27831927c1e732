using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>What a run's models forecast on windows that they were not made for, each window by the models of the folds that <see cref="FoldChoice"/> gives it.</summary>
internal sealed class IncumbentForecast(RescoringGround ground, RunDetails details, FoldFiles files, ModelTypes types)
{
    private readonly Dictionary<PredictionMethod, PredictionSet> made = [];
    private IReadOnlyList<ServedWindow>? windows;
    private FeatureMatrix? raw;

    /// <exception cref="ServerlessTrainingException">There is no such forecast; the message is the reason.</exception>
    public async Task<PredictionSet> MakeAsync(PredictionMethod method, CancellationToken cancellation)
    {
        if (made.TryGetValue(method, out PredictionSet? known)) return known;
        windows ??= await FoldChoice.MakeAsync(ground, details, files, cancellation);
        MethodPredictions none = MethodPredictions.Absent("another method was asked for");
        MethodPredictions asked = MethodPredictions.Of(await MembersAsync(method, cancellation));
        return made[method] = new PredictionSet(
            details.Models[^1].Horizon,
            [.. windows.Select(window => window.Window)],
            method == PredictionMethod.Direct ? asked : none,
            method == PredictionMethod.Recursive ? asked : none,
            method == PredictionMethod.DirectMulti ? asked : none);
    }

    /// <summary>The members that a run is scored with the first time (<see cref="RunMembers"/>), so that the figures can be compared.</summary>
    private async Task<IReadOnlyList<MemberPredictions>> MembersAsync(PredictionMethod method, CancellationToken cancellation)
    {
        RunModel own = details.Models[^1];
        List<MemberPredictions> members = [];
        if (method == PredictionMethod.Recursive && own.Horizon > 1)
        {
            RunModel oneStep = details.Models.FirstOrDefault(model => model.Horizon == 1)
                ?? throw new ServerlessTrainingException("it has no model of one step, which a recursive forecast needs");
            members.Add(new MemberPredictions($"h1 x {own.Horizon}", own.ConfigurationHash, own.Horizon, null, await RecursiveAsync(oneStep, own.Horizon, cancellation)));
        }
        else if (method == PredictionMethod.Recursive)
        {
            MemberPredictions one = await MemberAsync(own, age: 0, cancellation);
            members.Add(new MemberPredictions(one.Name, one.ModelId, one.Horizon, null, one.ExpectedReturn.ToArray()));
        }
        else if (method == PredictionMethod.Direct)
        {
            for (int age = 0; windows!.Any(window => window.OfAge(age) is not null); age++) members.Add(await MemberAsync(own, age, cancellation));
        }
        else
        {
            foreach (RunModel model in details.Models) members.Add(await MemberAsync(model, age: 0, cancellation));
        }

        return members;
    }

    private async Task<MemberPredictions> MemberAsync(RunModel model, int age, CancellationToken cancellation)
    {
        double[] up = NoForecasts();
        double[] returns = NoForecasts();
        await EachAsync(model, age, Fill, cancellation);
        string name = age == 0 ? $"h{model.Horizon}" : $"h{model.Horizon}-{age}";
        return new MemberPredictions(name, model.ConfigurationHash, model.Horizon, up, returns);

        void Fill(ForecastModel opened, RowRange rows, int at)
        {
            opened.Predict(Raw, rows, Target.Direction(model.Horizon), up.AsSpan(at, rows.Count));
            opened.Predict(Raw, rows, Target.Return(model.Horizon), returns.AsSpan(at, rows.Count));
        }
    }

    private async Task<double[]> RecursiveAsync(RunModel oneStep, int horizon, CancellationToken cancellation)
    {
        TrainingConfiguration configuration = TrainingConfiguration.Parse(details.Recipe.Configuration);
        FoldRecipe recipe = FoldRecipe.Of(configuration, types);
        RecursiveRows recursion = new(ground.Bars, Raw, recipe.FeatureSystem.Rows(ground.Bars.Timeframe, recipe.FeatureOptions));
        int tune = Math.Max(RunMembers.RecursiveTuneRows, details.Recipe.Rules.LookbackWindows.Max()) + horizon + FoldOptionsText.Read(details.Recipe.FoldOptions).EntryDelay;
        double[] returns = NoForecasts();
        await EachAsync(oneStep, age: 0, Fill, cancellation);
        return returns;

        void Fill(ForecastModel opened, RowRange rows, int at)
        {
            bool report = windows!.Any(window => window.Window.FirstBar == rows.First);
            int first = report ? rows.First : Math.Max(rows.First, rows.End - tune);
            recursion.Forecast(opened, new RowRange(first, rows.End), horizon, returns.AsSpan(at + first - rows.First, rows.End - first), cancellation);
        }
    }

    /// <summary>Opens the model of each fold of this age once and hands it the rows that it serves, with where their values go.</summary>
    private async Task EachAsync(RunModel model, int age, Action<ForecastModel, RowRange, int> fill, CancellationToken cancellation)
    {
        foreach (int number in windows!.Select(window => window.OfAge(age)?.Number).OfType<int>().Distinct())
        {
            RunFold fold = model.Folds.First(fold => fold.Number == number);
            string reference = fold.Outcome?.Files.GetValueOrDefault(FoldFiles.Model)
                ?? throw new ServerlessTrainingException($"fold {number} of horizon {model.Horizon} was never trained");
            OpenedModel read = ModelFile.Open(await files.ReadModelAsync(FoldReference.Parse(reference), cancellation), types);
            using ForecastModel opened = new(read.Model, read.Manifest.Scaler);
            int at = 0;
            foreach (ServedWindow served in windows!)
            {
                PredictionWindow window = served.Window;
                if (served.OfAge(age) is { } serving && serving.Number == number)
                {
                    Hand(new RowRange(window.TuneFirstBar, window.TuneFirstBar + window.TuneCount), at);
                    Hand(new RowRange(window.FirstBar, window.EndBar), at + window.TuneCount);

                    // The rows that a model was tuned on are its own; an older one speaks only of what it had not seen.
                    void Hand(RowRange rows, int first)
                    {
                        RowRange asked = age == 0 ? rows : rows.Within(serving.Unseen, rows.End);
                        if (!asked.IsEmpty) fill(opened, asked, first + asked.First - rows.First);
                    }
                }

                at += window.Rows;
            }
        }
    }

    private FeatureMatrix Raw
    {
        get
        {
            if (raw is not null) return raw;
            FoldRecipe recipe = FoldRecipe.Of(TrainingConfiguration.Parse(details.Recipe.Configuration), types);
            return raw = recipe.FeatureSystem.Compute(ground.Bars, recipe.FeatureOptions);
        }
    }

    private double[] NoForecasts()
    {
        double[] values = new double[windows!.Sum(window => window.Window.Rows)];
        Array.Fill(values, double.NaN);
        return values;
    }
}
