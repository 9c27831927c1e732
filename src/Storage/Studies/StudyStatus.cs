namespace ServerlessTraining.Storage.Studies;

/// <summary>The life of a study.</summary>
public enum StudyStatus
{
    /// <summary>Created; nothing was trained.</summary>
    Pending,
    Running,
    Completed,
    Failed,
    Cancelled,
}
