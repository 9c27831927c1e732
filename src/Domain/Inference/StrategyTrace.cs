namespace ServerlessTraining.Domain.Inference;

/// <summary>Everything behind one strategy's score, one value a report row.</summary>
/// <param name="Signals">The combined forecast: an expected return, or 2p - 1; NaN where no member forecasts.</param>
/// <param name="Wanted">The position decided at the row's close: 1, 0 or -1.</param>
public sealed record StrategyTrace(
    InferenceStrategy Strategy,
    IReadOnlyList<WindowWeights> Weights,
    IReadOnlyList<double> Signals,
    IReadOnlyList<double> Confidences,
    IReadOnlyList<sbyte> Wanted,
    EquityCurve Curve);
