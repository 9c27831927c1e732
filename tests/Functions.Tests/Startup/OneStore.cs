using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.Startup;

/// <summary>Tests that change the version row of one emulator, one after the other.</summary>
[CollectionDefinition(nameof(OneStore))]
public sealed class OneStore : ICollectionFixture<AzuriteFixture>;
