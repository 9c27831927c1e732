using Microsoft.DurableTask;

namespace ServerlessTraining.Functions.Tests;

/// <summary>Read from the compiled code, of the orchestrators and of all that they call in the product.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void Orchestrators_OfTheProduct_CallNothingThatAReplayWouldNotRepeat() => Assert.Empty(Determinism.Faults(ProductTriggers.Orchestrators));

    [Theory]
    [InlineData(nameof(BadOrchestrators.Clock), "System.DateTime.get_UtcNow")]
    [InlineData(nameof(BadOrchestrators.Guids), "System.Guid.NewGuid")]
    [InlineData(nameof(BadOrchestrators.Wait), "System.Threading.Tasks.Task.Delay")]
    [InlineData(nameof(BadOrchestrators.Thread), "System.Threading.Tasks.Task.Run")]
    [InlineData(nameof(BadOrchestrators.Read), "System.IO.File.ReadAllText")]
    [InlineData(nameof(BadOrchestrators.InALambda), "System.DateTimeOffset.get_UtcNow")]
    [InlineData(nameof(BadOrchestrators.Deeper), "System.Environment.get_MachineName")]
    public void Faults_BadOrchestrator_NamesTheCall(string orchestrator, string called)
    {
        string fault = Assert.Single(Determinism.Faults([typeof(BadOrchestrators).GetMethod(orchestrator)!]));

        Assert.EndsWith($" calls {called}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void CalledNames_OrchestratorThatCallsTwo_AreBoth() =>
        Assert.Equal(["Load", "Train"], Determinism.CalledNames([typeof(BadOrchestrators).GetMethod(nameof(BadOrchestrators.CallsTwo))!]).Order(StringComparer.Ordinal));

    /// <summary>Each does one thing that an orchestrator must not.</summary>
#pragma warning disable RS0030 // Banned in all code: here it is what is to be found.
    internal static class BadOrchestrators
    {
        public static async Task<DateTime> Clock(TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Load");
            return DateTime.UtcNow;
        }

        public static Task Guids(TaskOrchestrationContext context) => context.CallActivityAsync("Load", Guid.NewGuid());

        public static async Task Wait(TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Load");
            await Task.Delay(1);
        }

        public static async Task Thread(TaskOrchestrationContext context) => await Task.Run(() => context.InstanceId);

        public static Task Read(TaskOrchestrationContext context) => context.CallActivityAsync("Load", File.ReadAllText("a"));

        public static Task InALambda(TaskOrchestrationContext context) =>
            context.CallActivityAsync("Load", Enumerable.Range(0, 2).Select(_ => DateTimeOffset.UtcNow).ToArray());

        public static Task Deeper(TaskOrchestrationContext context) => context.CallActivityAsync("Load", Helper());

        public static async Task<string> CallsTwo(TaskOrchestrationContext context) =>
            await context.CallActivityAsync<string>("Train", await context.CallSubOrchestratorAsync<string>("Load"));

        private static string Helper() => Environment.MachineName;
    }
#pragma warning restore RS0030
}
