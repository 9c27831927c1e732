using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessTraining.Compat.Tests.Functions.Sample;
using Xunit;

namespace ServerlessTraining.Compat.Tests.Functions;

public sealed class FunctionsApplicationTests
{
    [Fact]
    public void CreateBuilder_AsInProgram_TakesServicesAndMiddleware()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        Assert.Same(builder, builder.ConfigureFunctionsWebApplication());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseMiddleware<SampleMiddleware>();
        builder.UseWhen<SampleMiddleware>(_ => true);
        Assert.Contains(builder.Services, service => service.ServiceType == typeof(SampleMiddleware));
        Assert.NotNull(builder.Environment.EnvironmentName);
        Assert.Same(builder.Configuration, ((IHostApplicationBuilder)builder).Configuration);
    }

    [Fact]
    public void Build_OnTheStandIn_SaysWhatToDo()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => builder.Build());
        Assert.Equal(
            "This build stands on compat/, the stand-ins for Microsoft.Azure.Functions.Worker, "
            + "which declare the worker and cannot host it. "
            + "Start the app with `./run`, or build it with -p:AzureRuntime=azure where the package registry has the real packages.",
            error.Message);
        Assert.Throws<NotSupportedException>(() => new HostBuilder().ConfigureFunctionsWebApplication());
    }
}
