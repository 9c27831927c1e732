namespace ServerlessTraining.Orchestration.Tests.History.Detail;

/// <summary>One store, with one scored run that every test may read.</summary>
[CollectionDefinition(Name)]
public sealed class RunDetailTests : ICollectionFixture<ScoredRuns>
{
    public const string Name = "run detail";
}
