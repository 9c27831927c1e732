using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>How the model of a run did: the threshold from the tune rows, figures of all parts at it, and the predictions that they can be computed from again.</summary>
internal sealed class CandleJudgement
{
    private readonly CandleGround ground;
    private readonly CandleFit fit;
    private readonly Fold fold;
    private readonly CandleColumns train;
    private readonly CandleColumns tune;
    private readonly CandleColumns test;
    private readonly IReadOnlyList<CandleColumns> windows;
    private readonly ThresholdChoice threshold;

    public CandleJudgement(CandleGround ground, CandleFit fit, Fold fold)
    {
        this.ground = ground;
        this.fit = fit;
        this.fold = fold;
        train = ground.Columns(fit, fold.Fit);
        tune = ground.Columns(fit, fold.Tune);
        test = ground.Columns(fit, fold.Test);
        windows = ground.Blocks(fit, fold.Test);
        threshold = ThresholdChoice.BestF1(tune.Labels, tune.Probabilities);
    }

    /// <param name="notes">Of what went before; those of the figures are added.</param>
    public CandleResults Results(CandleConfig config, CandleSplit split, CandleParams chosen, List<string> notes)
    {
        ThresholdChoice onTrain = ThresholdChoice.BestF1(train.Labels, train.Probabilities);
        double at = threshold.Threshold;
        Dictionary<string, double?> trainFigures = train.Figures(at, "fit", notes);
        Dictionary<string, double?> tuneFigures = tune.Figures(at, "tune", notes);
        Dictionary<string, double?> testFigures = test.Figures(at, "the test", notes);
        return new CandleResults
        {
            Configuration = config,
            Params = chosen,
            Splits = [Part(FoldPartKind.Fit, 0, train, fold.Fit.Blocks[0]), Part(FoldPartKind.Tune, 0, tune, fold.Tune.Blocks[0]), .. windows.Select(TestPart)],
            TrainMetrics = trainFigures,
            TuneMetrics = tuneFigures,
            TestMetrics = testFigures,
            Threshold = new CandleThresholds(at, threshold.F1, onTrain.Threshold, onTrain.F1, threshold.Note),
            Baselines = test.Baselines(ground.Bars, at),
            Windows = [.. windows.Select((window, i) => window.FoldFigures(i + 1, ground.Bars, at, $"window {i + 1}", windows.Count > 1 ? notes : null))],
            FeatureNames = fit.Model.FeatureNames,
            Importance = [.. fit.Model.Report.Importance.OrderByDescending(one => one.Share).Select(one => new CandleImportance(one.Feature, one.Share))],
            Iterations = fit.Model.Report.Curves[0].BestIteration,
            LeakReceipt = fold.Receipt,
            Market = CandleMarket.Of(split.Known.Slice(split.Train.First, split.Train.Count)),
            DataFingerprint = SeriesFingerprint.Of(split.Known),
            CodeVersion = BuildInfo.Version,
            Notes = [.. notes, .. fit.Model.Report.Notes],
        };
    }

    /// <summary>A line a row of fit, tune and test, with what came and what the threshold makes of the probability.</summary>
    public string Csv() => string.Concat(
    [
        CsvLine.Of("timestamp", "part", "window", "probability", "prediction", "label", "return"),
        .. Lines(FoldPartKind.Fit.Name(), 0, train),
        .. Lines(FoldPartKind.Tune.Name(), 0, tune),
        .. windows.SelectMany((window, i) => Lines(FoldPartKind.Test.Name(), i + 1, window)),
    ]);

    private CandlePart TestPart(CandleColumns window, int index) => Part(FoldPartKind.Test, index + 1, window, fold.Test.Blocks[index]);

    private CandlePart Part(FoldPartKind kind, int window, CandleColumns rows, FoldBlock block)
    {
        int bars = ground.Bars.RangeOf(block.Interval).GetOffsetAndLength(ground.Bars.Count).Length;
        int up = rows.Labels.Count(label => label > 0);
        return new CandlePart(
            kind.Name(), window, bars, rows.Rows.Length, ground.Bars.OpenTime(rows.Rows[0]), ground.Bars.OpenTime(rows.Rows[^1]), block.LastLabelEnd, up,
            rows.Rows.Length == 0 ? null : (double)up / rows.Rows.Length);
    }

    private IEnumerable<string> Lines(string part, int window, CandleColumns rows) => Enumerable.Range(0, rows.Rows.Length).Select(i => CsvLine.Of(
        ground.Bars.OpenTime(rows.Rows[i]), part, window, rows.Probabilities[i], rows.Probabilities[i] >= threshold.Threshold ? 1 : 0, (int)rows.Labels[i], rows.Returns[i]));
}
