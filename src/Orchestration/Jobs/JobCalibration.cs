using ServerlessTraining.Domain.Gates;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>How well the gate has served: `GET /api/training/calibration`.</summary>
/// <param name="Jobs">Quick trainings that were judged; the same training asked for again counts once.</param>
/// <param name="HoursSaved">Of full training that refused jobs did not use, as far as it is known.</param>
/// <param name="Lines">The same for a terminal.</param>
public sealed record JobCalibration(int Jobs, double HoursSaved, GateCalibration Calibration, IReadOnlyList<string> Lines);
