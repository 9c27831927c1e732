using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Functions.Http;

namespace ServerlessTraining.Functions.Tests;

/// <summary>What the dashboard stands on.</summary>
public sealed class DashboardFunctionsTests
{
    [Fact]
    public void Routes_OfInstances_AreThoseAndReadOnly() => Assert.Equal(
        ["Function get instances", "Function get instances/{id}"], Routes(typeof(InstanceFunctions)));

    [Fact]
    public void Route_OfThePage_IsOpenAndReadOnly() => Assert.Equal(["Anonymous get,head dashboard/{*file}"], Routes(typeof(DashboardFunction)));

    private static IEnumerable<string> Routes(Type type) => ProductTriggers.All.Where(one => one.Method.DeclaringType == type)
        .Select(one => one.Trigger).Cast<HttpTriggerAttribute>().Select(http => $"{http.AuthLevel} {string.Join(',', http.Methods!)} {http.Route}").Order(StringComparer.Ordinal);
}
