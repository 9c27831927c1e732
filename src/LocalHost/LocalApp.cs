using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Functions;

namespace ServerlessTraining.LocalHost;

/// <summary>A functions app as this host takes it.</summary>
/// <param name="Assemblies">Where its functions are.</param>
/// <param name="Compose">Adds its services and middleware, as its Program does for the worker.</param>
public sealed record LocalApp(IReadOnlyList<Assembly> Assemblies, Action<IFunctionsWorkerApplicationBuilder, IConfiguration> Compose)
{
    /// <summary>The product.</summary>
    public static LocalApp Own { get; } = new([typeof(FunctionsApp).Assembly], (builder, configuration) => FunctionsApp.Compose(builder, configuration));
}
