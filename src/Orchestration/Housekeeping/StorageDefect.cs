namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Something stored that is not whole.</summary>
/// <param name="Table">Of the row.</param>
/// <param name="Row">Its partition key, a slash and its row key.</param>
/// <param name="Detail">What is missing or damaged, and what to do.</param>
public sealed record StorageDefect(string Table, string Row, string Detail);
