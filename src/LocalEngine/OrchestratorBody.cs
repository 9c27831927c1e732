using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine;

/// <summary>Runs an orchestrator from its first line. It is called anew for every turn and must do the same each time.</summary>
/// <returns>The output, not yet serialised.</returns>
public delegate Task<object?> OrchestratorBody(TaskOrchestrationContext context);
