using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>The members of each method put together from what lies in storage: own forecasts from the prediction files, those of older models by asking the stored models for all
/// bars, recursive ones by feeding the stored one-step models with what they said. Features and models are the product's; the rows and what is asked of them are not.</summary>
internal sealed class StoredForecasts
{
    private const int Delay = 1;
    private const int OlderModels = 4;
    private const int VolumeBars = 20;

    // Tune rows that learning wants of a recursion: so many with a known outcome, and those behind them.
    private const int RecursiveTuneRows = 300 + Delay + ScoringScene.Horizon;

    private readonly FoldFiles files;
    private readonly RunModel[] models;

    private StoredForecasts(FoldFiles files, BarSeries bars, RunModel[] models, PredictionWindow[] windows)
    {
        this.files = files;
        this.models = models;
        Bars = bars;
        Windows = windows;
    }

    public BarSeries Bars { get; }

    public PredictionWindow[] Windows { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Rows => Windows.Sum(window => window.Rows);

    public static async Task<StoredForecasts> OpenAsync(ScorerScene scene)
    {
        BarSeries bars = (await scene.Services.GetRequiredService<BarStore>().ReadAsync(scene.Bars.Symbol, scene.Bars.Timeframe, null, Cancellation))!;
        FoldFiles stored = scene.Services.GetRequiredService<FoldFiles>();
        RunModel[] trained = [.. (await scene.DetailsAsync()).Models];
        List<PredictionWindow> found = [];
        foreach (RunFold fold in Average(trained[^1])) found.AddRange((await SaidAsync(stored, fold)).Windows(bars, $"fold {fold.Number}"));
        return new StoredForecasts(stored, bars, trained, [.. found]);
    }

    /// <summary>Of `direct`, `recursive` or `direct_multi`.</summary>
    public Task<IReadOnlyList<SlowMember>> MembersAsync(string method) => method switch
    {
        "direct" => DirectAsync(),
        "recursive" => RecursiveAsync(),
        "direct_multi" => MultiAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No such method."),
    };

    /// <summary>The own fold's model, and those of up to four folds before it, each from its own first report row on.</summary>
    private async Task<IReadOnlyList<SlowMember>> DirectAsync()
    {
        SlowMember own = await OwnAsync(models[^1]);
        List<(double[] Probability, double[] Return)> asked = [];
        foreach (RunFold fold in Average(models[^1])) asked.Add(await AskAsync(fold));
        SlowMember[] older = [.. Enumerable.Range(1, Math.Min(OlderModels, Windows.Length - 1)).Select(_ => new SlowMember(Nothing(), Nothing()))];
        int row = 0;
        for (int w = 0; w < Windows.Length; w++)
        {
            for (int i = 0; i < Windows[w].Rows; i++, row++)
            {
                int bar = Windows[w].BarOf(i);
                for (int age = 1; age <= older.Length; age++)
                {
                    if (w < age || bar < Windows[w - age].FirstBar) continue;
                    older[age - 1].Probability[row] = asked[w - age].Probability[bar];
                    older[age - 1].Return[row] = asked[w - age].Return[bar];
                }
            }
        }

        return [own, .. older];
    }

    private async Task<IReadOnlyList<SlowMember>> MultiAsync()
    {
        List<SlowMember> members = [];
        foreach (RunModel model in models) members.Add(await OwnAsync(model) with { Scale = (double)ScoringScene.Horizon / model.Horizon });
        return members;
    }

    private async Task<IReadOnlyList<SlowMember>> RecursiveAsync()
    {
        double[] compounded = Nothing();
        RunFold[] folds = [.. Average(models[0])];
        int row = 0;
        for (int w = 0; w < Windows.Length; w++)
        {
            using OpenedModel opened = await OpenAsync(folds[w]);
            for (int i = 0; i < Windows[w].Rows; i++, row++)
            {
                if (i >= Windows[w].TuneCount - RecursiveTuneRows) compounded[row] = Recursion(opened, Windows[w].BarOf(i));
            }
        }

        return [new SlowMember(Nothing(), compounded)];
    }

    /// <summary>What the own fold's model said of each row.</summary>
    private async Task<SlowMember> OwnAsync(RunModel model)
    {
        List<(double Probability, double Return)> said = [];
        foreach (RunFold fold in Average(model))
        {
            FoldPredictions predictions = await SaidAsync(files, fold);
            said.AddRange(Column(predictions, FoldPartKind.Tune));
            said.AddRange(Column(predictions, FoldPartKind.Test));
        }

        return new SlowMember([.. said.Select(one => one.Probability)], [.. said.Select(one => one.Return)]);
    }

    private async Task<(double[] Probability, double[] Return)> AskAsync(RunFold fold)
    {
        using OpenedModel opened = await OpenAsync(fold);
        FeatureMatrix features = FeaturesOf(opened, Bars);
        return (Ask(Target.Direction(ScoringScene.Horizon)), Ask(Target.Return(ScoringScene.Horizon)));

        double[] Ask(Target target)
        {
            double[] values = new double[features.RowCount];
            opened.Model.Predict(features, new RowRange(features.WarmUp, features.RowCount), target, values.AsSpan(features.WarmUp));
            return values;
        }
    }

    /// <summary>The one-step model asked for each bar of the horizon; its answers are appended as bars without shadows and with the mean volume of the last bars.</summary>
    private double Recursion(OpenedModel opened, int bar)
    {
        int seen = Math.Max(FeatureSystems.Parse(opened.Manifest.FeatureSystem).WarmUp(Bars.Timeframe, opened.Manifest.FeatureOptions) + 1, VolumeBars);
        int from = Math.Max(0, bar + 1 - seen);
        BarSeries history = Bars.Slice(from, bar + 1 - from);
        double growth = 1;
        double[] answer = new double[1];
        for (int step = 0; step < ScoringScene.Horizon; step++)
        {
            opened.Model.Predict(FeaturesOf(opened, history), new RowRange(history.Count - 1, history.Count), Target.Return(1), answer);
            Assert.True(answer[0] > -1, "an answer that loses everything, which does not come up here");
            growth *= 1 + answer[0];
            double open = history.Close[^1];
            double close = open * (1 + answer[0]);
            double volume = 0;
            foreach (double one in history.Volume[^VolumeBars..]) volume += one / VolumeBars;
            history = BarSeries.Create(history.Symbol, history.Timeframe, history.Calendar, new BarColumns(
                [.. history.OpenTicks, history.OpenTicks[^1] + history.Timeframe.Duration.Ticks],
                [.. history.Open, open],
                [.. history.High, Math.Max(open, close)],
                [.. history.Low, Math.Min(open, close)],
                [.. history.Close, close],
                [.. history.Volume, volume]));
        }

        return growth - 1;
    }

    private async Task<OpenedModel> OpenAsync(RunFold fold) =>
        ModelFile.Open(await files.ReadModelAsync(FoldReference.Parse(fold.Outcome!.Files[FoldFiles.Model]), Cancellation), TrainingScene.Types);

    private static Task<FoldPredictions> SaidAsync(FoldFiles files, RunFold fold) =>
        files.ReadPredictionsAsync(FoldReference.Parse(fold.Outcome!.Files[FoldFiles.Predictions]), Cancellation);

    private static FeatureMatrix FeaturesOf(OpenedModel opened, BarSeries bars) =>
        opened.Manifest.Scaler.Transform(FeatureSystems.Parse(opened.Manifest.FeatureSystem).Compute(bars, opened.Manifest.FeatureOptions));

    private static IEnumerable<RunFold> Average(RunModel model) => model.Folds.Where(fold => fold.IsAverage);

    private static IEnumerable<(double Probability, double Return)> Column(FoldPredictions predictions, FoldPartKind part) =>
        predictions.Blocks.Where(block => block.Part == part).SelectMany(block => block.ProbabilityUp.Zip(block.ExpectedReturn));

    private double[] Nothing() => [.. Enumerable.Repeat(double.NaN, Rows)];
}
