using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Functions;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;

namespace ServerlessTraining.Orchestration.Tests.Replay;

/// <summary>The functions of the product as its local host finds and binds them.</summary>
internal static class ProductFunctions
{
    public static AppFunctions Found { get; } = FunctionDiscovery.FindIn(new ConfigurationBuilder().Build(), typeof(FunctionsApp).Assembly);

    /// <summary>For replays: orchestrators have no services, and activities are not called.</summary>
    public static TaskHubFunctions ForReplay()
    {
        ServiceCollection services = new();
        IServiceScopeFactory scopes = services.BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
        return HubFunctions.FromApp(Found, new FunctionInvoker(new LocalApplicationBuilder(services), scopes, TimeProvider.System));
    }
}
