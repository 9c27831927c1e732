using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Gives each report window the latest fold of a run that knew nothing of it: the last label of its training part ends before the window's first bar.</summary>
internal static class FoldChoice
{
    /// <exception cref="ServerlessTrainingException">There is none for any window, or their files are gone.</exception>
    public static async Task<IReadOnlyList<ServedWindow>> MakeAsync(RescoringGround ground, RunDetails details, FoldFiles files, CancellationToken cancellation)
    {
        FoldOptions options = FoldOptionsText.Read(details.Recipe.FoldOptions);
        if (options.Mode == FoldMode.Cpcv)
        {
            throw new ServerlessTrainingException("its folds are combinatorial: they train on both sides of what they test, so none is older than a window");
        }

        List<TrainedPart> parts = [];
        foreach (RunFold fold in details.Models[^1].Folds)
        {
            string reference = fold.Outcome?.Files.GetValueOrDefault(FoldFiles.Predictions) ?? throw new ServerlessTrainingException($"fold {fold.Number} was never trained");
            parts.Add(TrainedPart.Of(fold.Number, await files.ReadPredictionsAsync(FoldReference.Parse(reference), cancellation), ground.Bars, options.PurgeBars));
        }

        HashSet<int> begun = [];
        ServedWindow[] served = [.. ground.Windows.Select(window => Serve(window, parts, begun))];
        return begun.Count > 0
            ? served
            : throw new ServerlessTrainingException($"none of its {parts.Count} folds was trained before one of the {served.Length} report windows");
    }

    // Tune rows once a fold: a later window has the report rows before it to learn weights from.
    private static ServedWindow Serve(PredictionWindow window, IEnumerable<TrainedPart> parts, HashSet<int> begun)
    {
        TrainedPart[] able = [.. parts.Where(part => part.KnownEnd <= window.FirstBar).OrderByDescending(part => part.KnownEnd).ThenBy(part => part.Fold).Take(RunMembers.MostEarlier + 1)];
        ServingFold[] folds = [.. able.Select(part => new ServingFold(part.Fold, Math.Max(part.KnownEnd, part.FirstReport)))];
        return able is [{ } latest, ..] && begun.Add(latest.Fold)
            ? new ServedWindow(window with { TuneFirstBar = latest.Tune.First, TuneCount = latest.Tune.Count }, folds)
            : new ServedWindow(window, folds);
    }

    /// <summary>What a fold's models knew, on the bars of the ground.</summary>
    /// <param name="KnownEnd">The bar behind the last that a label of the training part may look at.</param>
    /// <param name="FirstReport">The first bar that the fold itself is judged on: an older model speaks from there on, as when a run is scored the first time.</param>
    /// <param name="Tune">Empty where these bars are not as they were.</param>
    private sealed record TrainedPart(int Fold, int KnownEnd, int FirstReport, RowRange Tune)
    {
        public static TrainedPart Of(int fold, FoldPredictions predictions, BarSeries bars, int purgeBars)
        {
            PredictionBlock tune = predictions.Blocks.Last(block => block.Part == FoldPartKind.Tune);
            int first = bars.IndexAtOrAfter(new DateTimeOffset(tune.OpenTicks[0], TimeSpan.Zero));
            int behind = bars.IndexAtOrAfter(new DateTimeOffset(tune.OpenTicks[^1] + 1, TimeSpan.Zero));
            bool same = behind - first == tune.Count && bars.OpenTicks[first..behind].SequenceEqual(tune.OpenTicks);
            int report = bars.IndexAtOrAfter(new DateTimeOffset(predictions.Blocks.First(block => block.Part == FoldPartKind.Test).OpenTicks[0], TimeSpan.Zero));
            return new TrainedPart(fold, behind + purgeBars, report, same ? new RowRange(first, behind) : new RowRange(0, 0));
        }
    }
}
