using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Storage.Tests.Queues;

public sealed class QueuePumpOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreGood() => new QueuePumpOptions().Validate();

    [Fact]
    public void Validate_SeveralWrong_NamesThemAllWithWhatIsAllowed()
    {
        QueuePumpOptions options = new()
        {
            BatchSize = 33,
            NewBatchThreshold = -1,
            MaxDequeueCount = 0,
            Lease = TimeSpan.Zero,
            RetryDelay = TimeSpan.FromDays(8),
            MaxPollingInterval = TimeSpan.FromMilliseconds(99),
            StopGrace = TimeSpan.FromSeconds(-1),
        };

        Assert.Equal(
            "BatchSize is 33; allowed is 1 to 32; NewBatchThreshold is -1; allowed is 0 or more; MaxDequeueCount is 0; allowed is 1 or more; "
            + "Lease is 00:00:00; allowed is 00:00:01 to 7.00:00:00; RetryDelay is 8.00:00:00; allowed is 00:00:00 to 7.00:00:00; "
            + "MaxPollingInterval is 00:00:00.0990000; allowed is 00:00:00.1000000 to 1.00:00:00; StopGrace is -00:00:01; allowed is 00:00:00 to 01:00:00.",
            Assert.Throws<QueuePumpOptionsException>(options.Validate).Message);
    }
}
