using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What the model of one fold says of the rows that it was tuned and is judged on. The rows know their bars by time, not by number, so that they can be put on the same
/// bars again however many came since.</summary>
/// <param name="Horizon">Bars that it looks ahead.</param>
/// <param name="Blocks">Tune before test, each ascending.</param>
internal sealed record FoldPredictions(Symbol Symbol, Timeframe Timeframe, int Horizon, IReadOnlyList<PredictionBlock> Blocks)
{
    private PredictionBlock[] Tests => [.. Blocks.Where(block => block.Part == FoldPartKind.Test)];

    /// <summary>A window takes tune rows in one stretch and before it; in `cpcv` they can lie elsewhere, and then the windows go without.</summary>
    private PredictionBlock? TuneOfFirst
    {
        get
        {
            PredictionBlock[] tunes = [.. Blocks.Where(block => block.Part == FoldPartKind.Tune)];
            return tunes.Length == 1 && tunes[0].OpenTicks[^1] < Tests[0].OpenTicks[0] ? tunes[0] : null;
        }
    }

    /// <summary>The windows that a backtest is made of, one a test block; the first has the tune rows.</summary>
    /// <param name="bars">That the backtest runs on.</param>
    /// <param name="id">Of the fold; windows are numbered under it where there are several.</param>
    /// <exception cref="ServerlessTrainingException">The bars have no such rows.</exception>
    public IReadOnlyList<PredictionWindow> Windows(BarSeries bars, string id)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (bars.Symbol != Symbol || bars.Timeframe != Timeframe)
        {
            throw new ServerlessTrainingException($"The predictions are of {Symbol} {Timeframe} and cannot be put on bars of {bars.Symbol} {bars.Timeframe}.");
        }

        PredictionBlock[] tests = Tests;
        PredictionBlock? tune = TuneOfFirst;
        return
        [
            .. tests.Select((test, i) => i == 0 && tune is not null
                ? new PredictionWindow(Id(i), FirstBar(bars, test), test.Count, FirstBar(bars, tune), tune.Count)
                : new PredictionWindow(Id(i), FirstBar(bars, test), test.Count)),
        ];

        string Id(int window) => tests.Length == 1 ? id : $"{id}.{window + 1}";
    }

    /// <summary>The forecasts in the order of the rows of <see cref="Windows"/>.</summary>
    public MemberPredictions Member(string name, string modelId)
    {
        PredictionBlock[] blocks = TuneOfFirst is { } tune ? [tune, .. Tests] : Tests;
        return new MemberPredictions(
            name, modelId, Horizon, [.. blocks.SelectMany(block => block.ProbabilityUp)], [.. blocks.SelectMany(block => block.ExpectedReturn)]);
    }

    private int FirstBar(BarSeries bars, PredictionBlock block)
    {
        DateTimeOffset open = new(block.OpenTicks[0], TimeSpan.Zero);
        int first = bars.IndexAtOrAfter(open);
        if (bars.Count - first >= block.Count && bars.OpenTicks.Slice(first, block.Count).SequenceEqual(block.OpenTicks)) return first;
        throw new ServerlessTrainingException(
            $"The predictions of {Symbol} {Timeframe} cannot be put on these bars: their {block.Count} rows from {TimeInterval.Text(open)} are not there as they were. "
            + "Train again on the bars as they are now.");
    }
}
