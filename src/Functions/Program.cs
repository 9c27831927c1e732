using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace ServerlessTraining.Functions;

/// <summary>The worker in Azure. On a laptop LocalHost hosts the same functions instead.</summary>
public static class Program
{
    public static void Main(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        FunctionsApp.Compose(builder, builder.Configuration);
        builder.Build().Run();
    }
}
