using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests;

/// <summary>One server for the tests of the API; each test has sets, markets and queues of its own in it.</summary>
[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiServer>
{
    public const string Name = "api";
}
