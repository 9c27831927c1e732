namespace ServerlessTraining.Orchestration.Tests.Bars;

/// <summary>The tests that read the same stored bars.</summary>
[CollectionDefinition(Name)]
public sealed class StoredBarsTests : ICollectionFixture<StoredBars>
{
    public const string Name = "stored bars";
}
