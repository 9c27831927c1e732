using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>
/// The settings that switch functions off: <c>AzureWebJobs.NAME.Disabled</c> and, where names cannot have dots, <c>AzureWebJobs__NAME__Disabled</c>, set to true or 1.
/// The worker has no attribute for it (Azure/azure-functions-dotnet-worker, extensions/Worker.Extensions.Abstractions).
/// </summary>
internal static class DisabledFunctions
{
    public static bool Contains(IConfiguration configuration, string name) =>
        IsOn(configuration[$"AzureWebJobs.{name}.Disabled"]) || IsOn(configuration[$"AzureWebJobs:{name}:Disabled"]);

    private static bool IsOn(string? value) => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
