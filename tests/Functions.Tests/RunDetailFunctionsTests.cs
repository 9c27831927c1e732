using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Functions.Http;

namespace ServerlessTraining.Functions.Tests;

public sealed class RunDetailFunctionsTests
{
    [Fact]
    public void Routes_OfOneRunClosely_AreThose() => Assert.Equal(
        ["get runs/{id}/artifacts", "get runs/{id}/equity", "get runs/{id}/learning"],
        ProductTriggers.All.Where(one => one.Method.DeclaringType == typeof(RunDetailFunctions))
            .Select(one => one.Trigger).Cast<HttpTriggerAttribute>().Select(http => $"{Assert.Single(http.Methods!)} {http.Route}").Order(StringComparer.Ordinal));
}
