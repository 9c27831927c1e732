using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>What a run's models forecast on windows that they were not made for, each window by the models of the fold that <see cref="FoldChoice"/> gives it.</summary>
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

    private async Task<IReadOnlyList<MemberPredictions>> MembersAsync(PredictionMethod method, CancellationToken cancellation)
    {
        int horizon = details.Models[^1].Horizon;
        if (method == PredictionMethod.Recursive)
        {
            RunModel oneStep = details.Models.FirstOrDefault(model => model.Horizon == 1)
                ?? throw new ServerlessTrainingException("it has no model of one step, which a recursive forecast needs");
            return [new MemberPredictions("recursive", oneStep.ConfigurationHash, horizon, null, await RecursiveAsync(oneStep, horizon, cancellation))];
        }

        List<MemberPredictions> members = [];
        foreach (RunModel model in method == PredictionMethod.Direct ? details.Models.TakeLast(1) : details.Models) members.Add(await MemberAsync(model, cancellation));
        return members;
    }

    private async Task<MemberPredictions> MemberAsync(RunModel model, CancellationToken cancellation)
    {
        double[] up = NoForecasts();
        double[] returns = NoForecasts();
        await EachAsync(model, Fill, cancellation);
        return new MemberPredictions($"h{model.Horizon}", model.ConfigurationHash, model.Horizon, up, returns);

        void Fill(OpenedModel opened, FeatureMatrix features, RowRange rows, int at)
        {
            RowRange able = rows.Within(features.WarmUp + opened.Model.History, rows.End);
            if (able.IsEmpty) return;
            int start = at + able.First - rows.First;
            opened.Model.Predict(features, able, Target.Direction(model.Horizon), up.AsSpan(start, able.Count));
            opened.Model.Predict(features, able, Target.Return(model.Horizon), returns.AsSpan(start, able.Count));
        }
    }

    private async Task<double[]> RecursiveAsync(RunModel oneStep, int horizon, CancellationToken cancellation)
    {
        double[] returns = NoForecasts();
        await EachAsync(oneStep, Fill, cancellation);
        return returns;

        void Fill(OpenedModel opened, FeatureMatrix features, RowRange rows, int at)
        {
            OneStepForecast forecast = new(opened, ground.Bars.Timeframe);
            for (int row = rows.First; row < rows.End; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                returns[at + row - rows.First] = forecast.Over(ground.Bars, row, horizon);
            }
        }
    }

    /// <summary>Opens each fold's model once and hands it the rows that it serves, with where their values go.</summary>
    private async Task EachAsync(RunModel model, Action<OpenedModel, FeatureMatrix, RowRange, int> fill, CancellationToken cancellation)
    {
        foreach (int number in windows!.Select(window => window.Fold).OfType<int>().Distinct())
        {
            RunFold fold = model.Folds.First(fold => fold.Number == number);
            string reference = fold.Outcome?.Files.GetValueOrDefault(FoldFiles.Model)
                ?? throw new ServerlessTrainingException($"fold {number} of horizon {model.Horizon} was never trained");
            using OpenedModel opened = ModelFile.Open(await files.ReadModelAsync(FoldReference.Parse(reference), cancellation), types);
            raw ??= FeatureSystems.Parse(opened.Manifest.FeatureSystem).Compute(ground.Bars, opened.Manifest.FeatureOptions);
            FeatureMatrix features = opened.Manifest.Scaler.Transform(raw);
            int at = 0;
            foreach (ServedWindow served in windows!)
            {
                PredictionWindow window = served.Window;
                if (served.Fold == number)
                {
                    fill(opened, features, new RowRange(window.TuneFirstBar, window.TuneFirstBar + window.TuneCount), at);
                    fill(opened, features, new RowRange(window.FirstBar, window.EndBar), at + window.TuneCount);
                }

                at += window.Rows;
            }
        }
    }

    private double[] NoForecasts()
    {
        double[] values = new double[windows!.Sum(window => window.Window.Rows)];
        Array.Fill(values, double.NaN);
        return values;
    }
}
