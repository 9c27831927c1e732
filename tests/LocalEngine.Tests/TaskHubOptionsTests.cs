using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine.Tests.Hub;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests;

public sealed class TaskHubOptionsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Start_WithSeveralBadOptions_NamesThemAll()
    {
        TaskHubOptions bad = new()
        {
            HubName = "1-hub",
            MaxConcurrentActivities = 0,
            MaxConcurrentOrchestrators = -1,
            MaxActivityAttempts = 0,
            LeaseDuration = TimeSpan.FromSeconds(5),
            PayloadLimit = 100_000,
        };

        LocalEngineException refused = await Assert.ThrowsAsync<LocalEngineException>(() => TaskHub.StartAsync(
            bad, new TaskHubFunctions(), TestHub.Storage(azurite), NullLoggerFactory.Instance, TimeProvider.System, TestHub.Patience()));

        Assert.Equal(
            "The task hub's options have 6 error(s): HubName is '1-hub'; 3 to 45 letters (a-z) and digits are allowed, beginning with a letter; "
            + "MaxConcurrentActivities is 0; 1 is the least; "
            + "MaxConcurrentOrchestrators is -1; 1 is the least; MaxActivityAttempts is 0; 1 is the least; LeaseDuration is 5 s; 15 s to 60 s are allowed; "
            + "PayloadLimit is 100000; 1 to 32768 bytes are allowed.",
            refused.Message);
    }
}
