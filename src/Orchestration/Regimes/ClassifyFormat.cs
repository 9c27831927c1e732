namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>How classified bars are answered.</summary>
public enum ClassifyFormat
{
    /// <summary>An object a bar.</summary>
    Json,

    /// <summary>The bars alone, a line each.</summary>
    Csv,

    /// <summary>Two columns of numbers, for charts of many bars.</summary>
    Columns,
}
