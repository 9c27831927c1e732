using Azure;
using ServerlessTraining.Storage.Retries;

namespace ServerlessTraining.Storage.Tests.Retries;

public sealed class TransientTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(501, false)]
    [InlineData(505, false)]
    [InlineData(404, false)]
    [InlineData(412, false)]
    public void Is_FailedRequest_PassesByItsStatusAloneOrAmongOthers(int status, bool passes)
    {
        RequestFailedException failed = new(status, "failed");

        Assert.Equal(passes, Transient.Is(failed, CancellationToken.None));
        Assert.Equal(passes, Transient.Is(new AggregateException(new IOException(), failed), CancellationToken.None));
    }

    [Fact]
    public void Is_Cancelled_PassesUnlessTheCallerGaveUp()
    {
        Assert.True(Transient.Is(new OperationCanceledException(), CancellationToken.None));
        Assert.False(Transient.Is(new OperationCanceledException(), new CancellationToken(canceled: true)));
        Assert.False(Transient.Is(new AggregateException(), CancellationToken.None));
        Assert.False(Transient.Is(new InvalidOperationException(), CancellationToken.None));
    }
}
