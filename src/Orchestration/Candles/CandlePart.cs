namespace ServerlessTraining.Orchestration.Candles;

/// <summary>A part of a run's split.</summary>
/// <param name="Part">fit, tune or test.</param>
/// <param name="Window">From 1 for a test, else 0.</param>
/// <param name="Bars">Before purging.</param>
/// <param name="Rows">That are used.</param>
/// <param name="First">Open of the first row's bar.</param>
/// <param name="Last">Open of the last row's bar.</param>
/// <param name="LastLabelEnd">Close of the last bar that a label of it looks at.</param>
/// <param name="Up">Rows after which the price rose.</param>
/// <param name="UpShare">Of the rows: the class balance.</param>
public sealed record CandlePart(string Part, int Window, int Bars, int Rows, DateTimeOffset First, DateTimeOffset Last, DateTimeOffset LastLabelEnd, int Up, double? UpShare);
