using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>The run that is decided on, as incumbents that are scored again see it: on its bars, its windows and these rules.</summary>
internal sealed record Challenger(ModelRun Run, RunDetails Details, ScoreBasis Basis, RegimeRuleSet Rules);
