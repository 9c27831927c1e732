using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using ServerlessTraining.Orchestration;

namespace ServerlessTraining.Functions;

/// <summary>The worker in Azure. On a laptop LocalHost hosts the same functions instead.</summary>
public static class Program
{
    public static void Main(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddServerlessTraining(builder.Configuration);
        builder.Build().Run();
    }
}
