namespace ServerlessTraining.Search.Studies;

/// <summary>The four phases of a study, in their order.</summary>
public enum StudyPhase
{
    /// <summary>The whole space.</summary>
    Broad = 1,

    /// <summary>The region that the best trials of the first phase lie in.</summary>
    Focused,

    /// <summary>Close around the best points.</summary>
    Local,

    /// <summary>The best points with many seeds of training.</summary>
    Stability,
}
