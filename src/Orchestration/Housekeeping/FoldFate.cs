namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What may be done with the files of a try.</summary>
internal enum FoldFate
{
    /// <summary>They stay.</summary>
    Needed,

    /// <summary>The try does not count: the fold's result names another place, or there is none.</summary>
    Abandoned,

    /// <summary>They are the fold's result, but of runs only that are over and not kept.</summary>
    Unwanted,
}
