namespace ServerlessTraining.Domain.Selection;

/// <summary>A trained and backtested configuration.</summary>
/// <param name="RunId">Sorts by time.</param>
/// <param name="ModelId">Runs can share a model; a model is deleted when none of its runs holds a regime.</param>
public sealed record ModelRun(string RunId, string ModelId, SelectionMarket Market, DateTimeOffset Created, ModelRecipe Recipe);
