using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Inference;

/// <summary>The steps from predictions to positions with the buffers that they share. Each step works on what the one before left: combine, trust,
/// decide.</summary>
internal sealed class StrategyScene
{
    private readonly PredictionSet predictions;
    private readonly BacktestOptions options;
    private readonly PredictionRows rows;
    private readonly Calm calm;
    private readonly SignalSeries signals;
    private readonly PositionRuns runs;
    // The row and the bar of each report row.
    private readonly int[] reportRows;
    private readonly int[] reportBars;
    private readonly double[] confidences;
    private readonly ulong[] up;
    private readonly ulong[] down;

    public StrategyScene(BarSeries bars, PredictionSet predictions, RegimeLabels regimes, BacktestOptions options)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Simulator = new TradeSimulator(bars, predictions.Windows, regimes, options, predictions.Horizon);
        this.predictions = predictions;
        this.options = options;
        rows = new PredictionRows(bars, predictions, options.EntryDelay);
        calm = new Calm(bars);
        signals = new SignalSeries(rows);
        runs = new PositionRuns(Simulator.Segments);
        reportRows = new int[Simulator.Rows];
        reportBars = new int[Simulator.Rows];
        int report = 0;
        for (int w = 0; w < predictions.Windows.Count; w++)
        {
            for (int i = 0; i < predictions.Windows[w].Count; i++, report++)
            {
                reportRows[report] = rows.FirstRows[w] + i;
                reportBars[report] = predictions.Windows[w].FirstBar + i;
            }
        }

        confidences = new double[runs.PaddedRows];
        up = new ulong[runs.Words];
        down = new ulong[runs.Words];
    }

    public TradeSimulator Simulator { get; }

    /// <summary>Null where the method is absent.</summary>
    public MemberColumns? Members(PredictionMethod method) =>
        predictions[method].Absence is null ? new MemberColumns(predictions[method], predictions.Horizon, predictions.Rows) : null;

    /// <summary>The feature term of the confidence for each report row.</summary>
    public double[] Calms(int lookback)
    {
        double[] calms = new double[reportBars.Length];
        for (int i = 0; i < calms.Length; i++) calms[i] = calm.At(reportBars[i], lookback);
        return calms;
    }

    public WindowWeights[] Combine(MemberColumns members, EnsembleMethod ensemble)
    {
        WindowWeights[] weights = EnsembleLearner.Learn(rows, members, ensemble);
        signals.Fill(members, weights);
        Array.Clear(up);
        Array.Clear(down);
        for (int i = 0; i < reportRows.Length; i++)
        {
            double signal = signals.Values[reportRows[i]];
            if (signal > 0) up[i / PositionRuns.WordBits] |= 1UL << (i % PositionRuns.WordBits);
            else if (signal < 0) down[i / PositionRuns.WordBits] |= 1UL << (i % PositionRuns.WordBits);
        }

        return weights;
    }

    public void Trust(int lookback, double[] calms)
    {
        for (int i = 0; i < reportRows.Length; i++) confidences[i] = signals.ConfidenceAt(reportRows[i], lookback, calms[i]);
    }

    public PositionRuns Decide(double threshold)
    {
        runs.Fill(confidences, threshold, up, down, options.AllowShort);
        return runs;
    }

    public double[] ReportSignals() => Array.ConvertAll(reportRows, row => signals.Values[row]);

    public double[] ReportConfidences() => confidences[..reportRows.Length];
}
