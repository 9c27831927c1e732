using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>A report window with the fold whose models forecast it.</summary>
/// <param name="Window">With the fold's tune rows where it is the first that the fold serves.</param>
/// <param name="Fold">Null where no model is old enough: then the window has no forecast.</param>
internal sealed record ServedWindow(PredictionWindow Window, int? Fold);
