namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Which trainings a job makes.</summary>
public enum JobMode
{
    /// <summary>Five folds of the last twelve months, and what the gate says of them. Nothing is published.</summary>
    Quick,

    /// <summary>All data, straight on; the model of the last fold is published.</summary>
    Full,

    /// <summary>Quick, the gate, somebody's approval, full.</summary>
    Sequential,
}
