using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests;

/// <summary>Orchestrators call by name, and nothing but a test tells that the name is there.</summary>
public sealed class FunctionNameTests
{
    // The kinds of events in recorded histories that name a function.
    private const string Activity = "task_scheduled";
    private const string Child = "child_created";
    private const string Start = "execution_started";

    private static readonly IReadOnlyList<(string Kind, string Name)> Recorded = [.. ReadRecorded().Distinct()];

    public static TheoryData<string> CalledInCode => [.. Determinism.CalledNames(ProductTriggers.Orchestrators)];

    public static TheoryData<string> RecordedActivities => [.. Recorded.Where(call => call.Kind == Activity).Select(call => call.Name)];

    public static TheoryData<string> RecordedOrchestrators => [.. Recorded.Where(call => call.Kind is Child or Start).Select(call => call.Name).Distinct()];

    [Theory]
    [MemberData(nameof(CalledInCode))]
    public void Name_CalledInCode_IsOneActivityOrOrchestrator(string name) =>
        Assert.Equal(1, ProductTriggers.Count<ActivityTriggerAttribute>(name) + ProductTriggers.Count<OrchestrationTriggerAttribute>(name));

    [Theory]
    [MemberData(nameof(RecordedActivities))]
    public void Name_OfARecordedActivity_IsOneActivity(string name) => Assert.Equal(1, ProductTriggers.Count<ActivityTriggerAttribute>(name));

    [Theory]
    [MemberData(nameof(RecordedOrchestrators))]
    public void Name_OfARecordedOrchestrator_IsOneOrchestrator(string name) => Assert.Equal(1, ProductTriggers.Count<OrchestrationTriggerAttribute>(name));

    [Fact]
    public void Activities_OfTheProduct_AreAllCalled() => Assert.All(
        ProductTriggers.All.Where(one => one.Trigger is ActivityTriggerAttribute).Select(one => one.Name),
        name => Assert.Contains(name, Determinism.CalledNames(ProductTriggers.Orchestrators)));

    /// <summary>What is not on that page is not known to be in the real package.</summary>
    [Fact]
    public void Triggers_OfTheProduct_AreInCompat()
    {
        string[] known = [.. File.ReadLines(Repository.PathOf("compat", "API.md")).Where(line => line.StartsWith("### `", StringComparison.Ordinal)).Select(line => line[5..^1])];

        Assert.All(ProductTriggers.All, one => Assert.Contains(one.Trigger.GetType().FullName, known));
    }

    [Fact]
    public void Http_ButHealthAndThePage_NeedsAKey() => Assert.Equal(
        ["Dashboard", "Health"],
        ProductTriggers.All.Where(one => one.Trigger is HttpTriggerAttribute { AuthLevel: AuthorizationLevel.Anonymous }).Select(one => one.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<(string Kind, string Name)> ReadRecorded()
    {
        foreach (string file in Directory.GetFiles(Repository.PathOf("tests", "Orchestration.Tests", "Replay", "Histories"), "*.jsonl", SearchOption.AllDirectories))
        {
            foreach (string line in File.ReadLines(file).Skip(1))
            {
                using JsonDocument json = JsonDocument.Parse(line);
                string kind = json.RootElement.GetProperty("kind").GetString()!;
                if (kind is Activity or Child or Start) yield return (kind, json.RootElement.GetProperty("name").GetString()!);
            }
        }
    }
}
