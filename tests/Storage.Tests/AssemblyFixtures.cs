global using static ServerlessTraining.Storage.Tests.Contract.TestToken;
using ServerlessTraining.Testing;

// One emulator for all; each test has names of its own in it (StoreSandbox).
[assembly: AssemblyFixture(typeof(AzuriteFixture))]
