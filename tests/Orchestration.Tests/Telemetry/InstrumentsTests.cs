namespace ServerlessTraining.Orchestration.Tests.Telemetry;

public sealed class InstrumentsTests
{
    /// <summary>Workbooks and alerts of others hang on them: a name or unit that changes is a break.</summary>
    [Fact]
    public void All_HaveTheirNamesAndUnits()
    {
        using MetricRecorder recorder = MetricRecorder.Start();

        // Whoever asks first makes them.
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Orchestration.Telemetry.Instruments).TypeHandle);

        Assert.Equal(
            [
                "serverless_training.compute.seconds [s]", "serverless_training.cost [{money}]", "serverless_training.fold.duration [s]", "serverless_training.folds [{try}]",
                "serverless_training.models [{model}]", "serverless_training.queue.age [s]", "serverless_training.queue.length [{message}]",
                "serverless_training.storage.transactions [{call}]",
            ],
            recorder.Units.Select(pair => $"{pair.Key} [{pair.Value}]").Order(StringComparer.Ordinal));
    }
}
