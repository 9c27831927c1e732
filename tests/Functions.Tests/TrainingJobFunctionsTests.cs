using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Functions.Http;

namespace ServerlessTraining.Functions.Tests;

public sealed class TrainingJobFunctionsTests
{
    [Fact]
    public void Routes_OfTrainingJobs_AreThose() => Assert.Equal(
        [
            "get training/calibration", "get training/gates", "get training/jobs", "get training/jobs/{id}", "post training/jobs/{id}/approve", "post training/jobs/{id}/cancel",
            "post training/jobs/{id}/reject", "post training/start",
        ],
        ProductTriggers.All.Where(one => one.Method.DeclaringType == typeof(TrainingJobFunctions))
            .Select(one => one.Trigger).Cast<HttpTriggerAttribute>().Select(http => $"{Assert.Single(http.Methods!)} {http.Route}").Order(StringComparer.Ordinal));
}
