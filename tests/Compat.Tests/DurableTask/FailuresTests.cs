using Microsoft.DurableTask;
using Xunit;

namespace ServerlessTraining.Compat.Tests.DurableTask;

public sealed class FailuresTests
{
    [Fact]
    public void FromException_WithInner_KeepsTheChain()
    {
        TaskFailureDetails details = TaskFailureDetails.FromException(new InvalidOperationException("bad", new ArgumentException("core")));
        Assert.Equal("System.InvalidOperationException: bad", details.ToString());
        Assert.Equal("System.ArgumentException", details.InnerFailure?.ErrorType);
        Assert.Null(details.InnerFailure?.InnerFailure);
    }

    [Fact]
    public void IsCausedBy_OuterTypeAndItsBases_NotTheInnerChain()
    {
        TaskFailureDetails details = TaskFailureDetails.FromException(new InvalidOperationException("bad", new ArgumentException("core")));
        Assert.True(details.IsCausedBy<InvalidOperationException>());
        Assert.True(details.IsCausedBy<SystemException>());
        Assert.True(details.IsCausedBy<Exception>());
        Assert.False(details.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public void IsCausedBy_TypeOfTheApp_IsFoundByName()
    {
        TaskFailureDetails details = new(typeof(OwnException).FullName!, "m", null, null, null);
        Assert.True(details.IsCausedBy<OwnException>());
        Assert.True(details.IsCausedBy<Exception>());
        Assert.False(new TaskFailureDetails("No.Such.Type", "m", null, null, null).IsCausedBy<Exception>());
    }

    [Fact]
    public void IsCausedBy_NotAnException_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TaskFailureDetails("x", "m", null, null, null).IsCausedBy(typeof(string)));

    [Fact]
    public void TaskFailedException_Message_NamesTaskIdAndReason()
    {
        TaskFailedException error = new("Train", 3, new TaskFailureDetails("E", "no data", null, null, null));
        Assert.Equal("Task 'Train' (#3) failed with an unhandled exception: no data", error.Message);
        Assert.Null(error.InnerException);
    }

    private sealed class OwnException : Exception;
}
