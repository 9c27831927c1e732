using System.Globalization;

namespace ServerlessTraining.Domain.Inference;

/// <summary>One way to trade on a model's forecasts.</summary>
/// <param name="ConfidenceThreshold">A row whose <see cref="Confidence"/> is below it holds no position. 0 to 1.</param>
/// <param name="Lookback">Rows behind a row from which its confidence takes its percentiles and its agreement; for volatility, bars.</param>
public readonly record struct InferenceStrategy(PredictionMethod Method, EnsembleMethod Ensemble, double ConfidenceThreshold, int Lookback)
{
    public const int MinLookback = 2;
    public const int MaxLookback = 10_000;

    /// <summary>Stable: it is stored and compared, as in `direct/mean/c0.3/l100`.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{StrategyNames.Of(Method)}/{StrategyNames.Of(Ensemble)}/c{ConfidenceThreshold:R}/l{Lookback}");

    public static InferenceStrategy Parse(string text) => TryParse(text, out InferenceStrategy strategy)
        ? strategy
        : throw new ServerlessTrainingException(
            $"'{text}' is not a strategy. Write method/ensemble/c<threshold>/l<lookback>, as in direct/mean/c0.3/l100, " +
            $"with a method of {string.Join(", ", StrategyNames.Methods)}, an ensemble of {string.Join(", ", StrategyNames.Ensembles)}, " +
            $"a threshold from 0 to 1 and a lookback from {MinLookback} to {MaxLookback}.");

    public static bool TryParse(string? text, out InferenceStrategy strategy)
    {
        strategy = default;
        if (text?.Split('/') is not [string methodName, string ensembleName, ['c', .. string thresholdText], ['l', .. string lookbackText]]) return false;
        if (!StrategyNames.TryParse(methodName, out PredictionMethod method) || !StrategyNames.TryParse(ensembleName, out EnsembleMethod ensemble)) return false;
        const NumberStyles Fraction = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(thresholdText, Fraction, CultureInfo.InvariantCulture, out double threshold) || !IsThreshold(threshold)) return false;
        if (!int.TryParse(lookbackText, NumberStyles.None, CultureInfo.InvariantCulture, out int lookback) || !IsLookback(lookback)) return false;
        strategy = new InferenceStrategy(method, ensemble, threshold, lookback);
        return true;
    }

    public override string ToString() => Name;

    internal static bool IsThreshold(double threshold) => threshold is >= 0 and <= 1;

    internal static bool IsLookback(int lookback) => lookback is >= MinLookback and <= MaxLookback;
}
