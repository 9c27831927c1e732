using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Domain.Tests.Inference;

/// <summary>The oracle's first half: what a strategy wants on each report row, written down straight from the documentation, without sharing, vectors
/// or running counts.</summary>
internal sealed class SlowStrategies
{
    private readonly Scene scene;
    private readonly Row[] rows;
    private readonly double[] volatility;
    private readonly Dictionary<(PredictionMethod, EnsembleMethod), double[]> combined = [];

    public SlowStrategies(Scene scene)
    {
        this.scene = scene;
        volatility = [.. Enumerable.Range(0, scene.Bars.Count).Select(Volatility)];
        rows = [.. scene.Predictions.Windows.SelectMany((window, w) => Enumerable.Range(0, window.Rows).Select(i => (w, Bar: window.BarOf(i), Report: i >= window.TuneCount)))
            .Select((row, index) => new Row(row.w, row.Bar, row.Report, index))];
    }

    public sbyte[] Wanted(InferenceStrategy strategy)
    {
        if (!combined.TryGetValue((strategy.Method, strategy.Ensemble), out double[]? signals)) signals = combined[(strategy.Method, strategy.Ensemble)] = Combine(strategy);
        return [.. rows.Where(row => row.IsReport).Select(row => Decide(strategy, signals, row))];
    }

    private sbyte Decide(InferenceStrategy strategy, double[] signals, Row row)
    {
        double signal = signals[row.Index];
        if (double.IsNaN(signal) || signal == 0) return 0;
        MethodPredictions method = scene.Predictions[strategy.Method];
        double[] history = [.. signals[Math.Max(0, row.Index - strategy.Lookback)..row.Index].Where(value => !double.IsNaN(value))];
        double[] sizes = [.. history.Select(Math.Abs)];
        double magnitude = method.UsesReturns ? Rank(sizes, Math.Abs(signal)) : Math.Abs(signal);
        double recent = history.Length == 0 ? 0.5 : (double)history.Count(value => Math.Sign(value) == Math.Sign(signal)) / history.Length;
        double[] votes =
        [
            .. method.Members.Where(member => member.HasReturns).Select(member => member.ExpectedReturn[row.Index]),
            .. method.Members.Where(member => member.HasProbabilities).Select(member => member.ProbabilityUp[row.Index] - 0.5),
        ];
        votes = [.. votes.Where(vote => !double.IsNaN(vote))];
        double consistency = votes.Length < 2 ? recent : (recent + ((double)votes.Count(vote => Math.Sign(vote) == Math.Sign(signal)) / votes.Length)) / 2;
        double[] volatilities = [.. volatility[Math.Max(0, row.Bar - strategy.Lookback)..row.Bar].Where(value => !double.IsNaN(value))];
        double calm = 1 - Rank(volatilities, volatility[row.Bar]);
        double confidence = (0.4 * magnitude) + (0.4 * consistency) + (0.2 * calm);
        if (confidence < strategy.ConfidenceThreshold) return 0;
        return signal > 0 ? (sbyte)1 : (sbyte)(scene.Options.AllowShort ? -1 : 0);
    }

    private double Volatility(int bar)
    {
        if (bar < 20) return double.NaN;
        double sum = 0;
        for (int i = bar - 19; i <= bar; i++)
        {
            double change = (scene.Bars.Close[i] / scene.Bars.Close[i - 1]) - 1;
            sum += change * change;
        }

        return sum;
    }

    private static double Rank(double[] history, double value) =>
        history.Length == 0 ? 0.5 : (history.Count(past => past < value) + (0.5 * history.Count(past => past == value))) / history.Length;

    private double[] Combine(InferenceStrategy strategy)
    {
        MethodPredictions method = scene.Predictions[strategy.Method];
        double[][] columns = [.. method.Members.Select(member => method.UsesReturns
            ? member.ExpectedReturn.ToArray().Select(value => value / member.Horizon * scene.Predictions.Horizon).ToArray()
            : member.ProbabilityUp.ToArray().Select(value => (2 * value) - 1).ToArray())];
        double[] signals = new double[rows.Length];
        for (int w = 0; w < scene.Predictions.Windows.Count; w++)
        {
            Func<double[], double> combine = SlowEnsembles.Learn(strategy.Ensemble, method.UsesReturns, Earlier(columns, w));
            foreach (Row row in rows.Where(row => row.Window == w)) signals[row.Index] = combine([.. columns.Select(column => column[row.Index])]);
        }

        return signals;
    }

    private (double[] Forecasts, double Outcome)[] Earlier(double[][] columns, int window)
    {
        int first = rows.First(row => row.Window == window && row.IsReport).Index;
        int delay = scene.Options.EntryDelay;
        int reach = delay + scene.Predictions.Horizon;
        return
        [
            .. from row in rows[..first]
               where row.Bar + reach <= scene.Predictions.Windows[window].FirstBar
               select (columns.Select(column => column[row.Index]).ToArray(), (scene.Bars.Open[row.Bar + reach] / scene.Bars.Open[row.Bar + delay]) - 1),
        ];
    }

    private sealed record Row(int Window, int Bar, bool IsReport, int Index);
}
