using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Functions.Http;

namespace ServerlessTraining.Functions.Tests;

public sealed class PresetPlanFunctionsTests
{
    [Fact]
    public void Routes_OfPresetPlans_AreThose() => Assert.Equal(
        ["get presets/plans", "get presets/plans/{id}", "post presets/from-study", "post presets/generate", "post presets/plans/{id}/cancel"],
        ProductTriggers.All.Where(one => one.Method.DeclaringType == typeof(PresetPlanFunctions))
            .Select(one => one.Trigger).Cast<HttpTriggerAttribute>().Select(http => $"{Assert.Single(http.Methods!)} {http.Route}").Order(StringComparer.Ordinal));
}
