using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Runs a study: one generation of trials after the other, then the winner. It may be a sub-orchestration and have any instance id. What it knows is in the store: a
/// second one of the same study does the same work once.</summary>
public static class StudyOrchestrator
{
    public const string Name = "Study";

    /// <summary>The event, without payload, that ends it at once, whatever is being trained.</summary>
    public const string CancelEvent = "cancel";

    /// <summary>Then the history begins anew: every turn of an orchestration reads all of it again. A generation is some 10 events.</summary>
    internal const int GenerationsAHistory = 20;

    /// <summary>Of an execution that begins anew; nobody sees it.</summary>
    private const string GoesOn = "running";

    public static async Task<StudyEnd> RunAsync(TaskOrchestrationContext context, StudyRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        Task cancel = context.WaitForExternalEvent<object?>(CancelEvent);
        StudyEnd? reached = await SearchAsync(context, run.StudyId, cancel);
        if (reached is null)
        {
            context.ContinueAsNew(run);
            return new StudyEnd(run.StudyId, GoesOn, null);
        }

        StudyEnd end = await EndAsync(context, reached);
        context.SetCustomStatus(new StudyNote(end.Status));
        return end;
    }

    internal static StudyEnd Cancelled(string studyId) => new(studyId, StudyEnd.Cancelled, "cancelled on request");

    /// <summary>A winner that cannot be computed must not leave a study that never ends.</summary>
    private static async Task<StudyEnd> EndAsync(TaskOrchestrationContext context, StudyEnd reached)
    {
        try
        {
            return await context.CallActivityAsync<StudyEnd>(StudySteps.End, reached, StudySteps.Retry);
        }
        catch (TaskFailedException error) when (reached.Status == StudyEnd.Completed)
        {
            StudyEnd failed = new(reached.StudyId, StudyEnd.Failed, error.FailureDetails.ErrorMessage);
            return await context.CallActivityAsync<StudyEnd>(StudySteps.End, failed, StudySteps.Retry);
        }
    }

    /// <returns>Null where it goes on with a new history.</returns>
    private static async Task<StudyEnd?> SearchAsync(TaskOrchestrationContext context, string studyId, Task cancel)
    {
        try
        {
            for (int i = 0; i < GenerationsAHistory; i++)
            {
                if (cancel.IsCompleted) return Cancelled(studyId);
                StudyTurn turn = await context.CallActivityAsync<StudyTurn>(StudySteps.Propose, new StudyAsk(studyId, context.InstanceId), StudySteps.Retry);
                if (cancel.IsCompleted) return Cancelled(studyId);
                if (turn.End is not null) return turn.End;
                if (turn.Generation is null) return new StudyEnd(studyId, StudyEnd.Completed, null);
                context.SetCustomStatus(new StudyNote($"phase {(int)turn.Generation.Phase}, generation {turn.Generation.Number} of {turn.Generation.Trials} trials"));
                if (await TrainAsync(context, turn.Generation, cancel) is { } end) return end;
            }

            return cancel.IsCompleted ? Cancelled(studyId) : null;
        }
        catch (TaskFailedException error)
        {
            return cancel.IsCompleted ? Cancelled(studyId) : new StudyEnd(studyId, StudyEnd.Failed, error.FailureDetails.ErrorMessage);
        }
    }

    private static async Task<StudyEnd?> TrainAsync(TaskOrchestrationContext context, StudyGeneration generation, Task cancel)
    {
        string instance = $"{context.InstanceId}-g{generation.Number}";
        Task<StudyGenerationEnd> training = context.CallSubOrchestratorAsync<StudyGenerationEnd>(
            StudyGenerationOrchestrator.Name, generation, new SubOrchestrationOptions(instanceId: instance));
        await Task.WhenAny(training, cancel);
        if (!training.IsCompleted) context.SendEvent(instance, CancelEvent, null!);
        return (await training).End;
    }
}
