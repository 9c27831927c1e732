namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Two presets at one horizon.</summary>
/// <param name="LogLoss">Of the bars that both forecast: the lower is the better.</param>
/// <param name="Returns">Of trading every bar by the forecast, after costs, a bar: the higher is the better.</param>
/// <param name="Verdict">In words.</param>
public sealed record ComparedHorizon(int Horizon, PerformanceFigures A, PerformanceFigures B, PairedFigures LogLoss, PairedFigures Returns, string Verdict);
