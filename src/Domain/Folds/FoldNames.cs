namespace ServerlessTraining.Domain.Folds;

/// <summary>The one spelling of what folds are made of, in texts, rows and keys.</summary>
public static class FoldNames
{
    public static string Name(this FoldPartKind kind) => kind switch
    {
        FoldPartKind.Fit => "fit",
        FoldPartKind.Tune => "tune",
        _ => "test",
    };

    public static string Name(this FoldKind kind) => kind == FoldKind.Average ? "average" : "staleness";
}
