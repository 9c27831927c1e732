using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Inference;

/// <summary>Learns how a window's members are put together, on earlier rows only: rows that come before the window's report rows and whose outcome
/// (at the open one entry delay and one horizon after the decision) was known at the window's first decision. Those are the tune rows of this and
/// earlier windows and the report rows of earlier windows, the latest <see cref="MaxRows"/> of them. Members with fewer than <see cref="MinRows"/>
/// forecasts there get no weight; the others are learned on the rows where all of them forecast. Where fewer than <see cref="MinRows"/> such rows are
/// left, the window takes the plain mean and says so.</summary>
public static class EnsembleLearner
{
    public const int MinRows = 50;
    public const int MaxRows = 2_000;

    private static readonly string TooFewRows = $"fewer than {MinRows} earlier rows with a forecast and a known outcome";
    private const string OneClass = "all earlier outcomes have one direction";
    private const string NoVariance = "no member's earlier forecasts vary";

    /// <summary>An error this small beside the worst member's is taken as perfect, so that no weight is infinite.</summary>
    private const double PerfectShare = 1e-12;

    /// <summary>The weights of each window, in order. Throws where the method is absent.</summary>
    public static IReadOnlyList<WindowWeights> Learn(BarSeries bars, PredictionSet predictions, PredictionMethod method, EnsembleMethod ensemble, int entryDelay = 1)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(entryDelay, 1);
        List<string> errors = [];
        PredictionWindow.CheckFit(predictions.Windows, bars.Count, errors);
        if (errors.Count > 0) throw new ServerlessTrainingException($"No weights can be learned on {bars.Symbol} {bars.Timeframe}: {errors[0]}");
        MethodPredictions members = predictions[method];
        if (members.Absence is string absence) throw new ServerlessTrainingException($"The method {StrategyNames.Of(method)} has no weights: {absence}.");
        return Learn(new PredictionRows(bars, predictions, entryDelay), new MemberColumns(members, predictions.Horizon, predictions.Rows), ensemble);
    }

    internal static WindowWeights[] Learn(PredictionRows rows, MemberColumns members, EnsembleMethod ensemble)
    {
        int[] known = new int[MaxRows];
        double[] inputs = new double[MaxRows * members.Count];
        double[] targets = new double[MaxRows];
        WindowWeights[] windows = new WindowWeights[rows.Windows.Count];
        for (int w = 0; w < windows.Length; w++)
        {
            string id = rows.Windows[w].Id;
            double[] weights = new double[members.Count];
            if (ensemble == EnsembleMethod.Mean)
            {
                Array.Fill(weights, 1);
                windows[w] = new WindowWeights(id, false, 0, null, 0, weights);
                continue;
            }

            ReadOnlySpan<int> earlier = known.AsSpan(0, rows.KnownBefore(w, known));
            int[] able = WithEnoughForecasts(members, earlier);
            int count = Gather(rows, members, able, earlier, inputs, targets);
            double[] learned = new double[able.Length];
            double intercept = 0;
            string? fallback = count < MinRows
                ? TooFewRows
                : Fit(ensemble, members.IsReturn, inputs.AsSpan(0, count * able.Length), targets.AsSpan(0, count), learned, out intercept);
            for (int i = 0; i < able.Length; i++) weights[able[i]] = learned[i];
            if (fallback is not null) Array.Fill(weights, 1);
            windows[w] = new WindowWeights(id, ensemble == EnsembleMethod.Stacking && fallback is null, fallback is null ? count : 0, fallback, intercept, weights);
        }

        return windows;
    }

    /// <returns>Why nothing could be learned, or null.</returns>
    private static string? Fit(EnsembleMethod ensemble, bool isReturn, Span<double> inputs, ReadOnlySpan<double> targets, Span<double> weights, out double intercept)
    {
        intercept = 0;
        switch (ensemble)
        {
            case EnsembleMethod.Weighted:
                WeighByError(inputs, targets, isReturn, weights);
                return null;
            case EnsembleMethod.Variance:
                return WeighByVariance(inputs, weights) ? null : NoVariance;
            case EnsembleMethod.Stacking when isReturn:
                intercept = MetaModel.FitRidge(inputs, targets, weights);
                return null;
            case EnsembleMethod.Stacking when targets.IndexOfAnyExcept(targets[0]) < 0:
                return OneClass;
            case EnsembleMethod.Stacking:
                intercept = MetaModel.FitLogistic(inputs, targets, weights);
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(ensemble), ensemble, "The ensemble is not known.");
        }
    }

    private static void WeighByError(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, bool isReturn, Span<double> weights)
    {
        weights.Clear();
        double worst = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            for (int row = 0; row < targets.Length; row++)
            {
                double forecast = inputs[(row * weights.Length) + j];
                double error = (isReturn ? forecast : (forecast + 1) / 2) - targets[row];
                weights[j] += error * error;
            }

            worst = Math.Max(worst, weights[j]);
        }

        foreach (ref double weight in weights) weight = worst == 0 ? 1 : worst / Math.Max(weight, PerfectShare * worst);
    }

    private static bool WeighByVariance(ReadOnlySpan<double> inputs, Span<double> weights)
    {
        for (int j = 0; j < weights.Length; j++)
        {
            double deviation = MetaModel.Moments(inputs, weights.Length, j).Deviation;
            weights[j] = deviation > 0 ? 1 / (deviation * deviation) : 0;
        }

        return weights.ContainsAnyExcept(0.0);
    }

    private static int[] WithEnoughForecasts(MemberColumns members, ReadOnlySpan<int> rows)
    {
        List<int> able = [];
        for (int j = 0; j < members.Count; j++)
        {
            int forecasts = 0;
            foreach (int row in rows) forecasts += double.IsNaN(members[j][row]) ? 0 : 1;
            if (forecasts >= MinRows) able.Add(j);
        }

        return [.. able];
    }

    /// <returns>Rows where all able members forecast.</returns>
    private static int Gather(PredictionRows rows, MemberColumns members, int[] able, ReadOnlySpan<int> earlier, Span<double> inputs, Span<double> targets)
    {
        if (able.Length == 0) return 0;
        int count = 0;
        foreach (int row in earlier)
        {
            bool complete = true;
            for (int i = 0; i < able.Length; i++)
            {
                double forecast = members[able[i]][row];
                complete &= !double.IsNaN(forecast);
                inputs[(count * able.Length) + i] = forecast;
            }

            if (!complete) continue;
            double outcome = rows.Outcome(row);
            targets[count] = members.IsReturn ? outcome : outcome > 0 ? 1 : 0;
            count++;
        }

        return count;
    }
}
