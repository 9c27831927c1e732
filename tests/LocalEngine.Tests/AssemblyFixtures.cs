using ServerlessTraining.Testing;

// One emulator for all tests; each test has a hub of its own in it.
[assembly: AssemblyFixture(typeof(AzuriteFixture))]
