using System.Text.Json;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Storage.Tests.TrainingQueues;

public sealed class QueueCountersTests
{
    private static readonly QueueCounters Counters = new(20, Completed: 5, Failed: 2, Skipped: 4, Kept: 1);

    [Fact]
    public void Done_SomeOfEach_CountsAllThatHaveAnEnd() => Assert.Equal((11, 7), (Counters.Done, Counters.Trained));

    [Fact]
    public void Serialize_Counters_WritesWhatIsCountedAndNoSums() =>
        Assert.Equal("""{"total":20,"completed":5,"failed":2,"skipped":4,"kept":1}""", JsonSerializer.Serialize(Counters, StorageJson.Options));
}
