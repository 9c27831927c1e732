using Microsoft.DurableTask;
using Xunit;

namespace ServerlessTraining.Compat.Tests.DurableTask;

public sealed class NamesTests
{
    [Fact]
    public void TaskName_FromString_ConvertsBothWays()
    {
        TaskName name = "Fan";
        string text = name;
        Assert.Equal("Fan", text);
        Assert.Equal("Fan", name.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void TaskName_FromNullOrEmpty_IsDefault(string? text)
    {
        TaskName name = text!;
        Assert.Null(name.Name);
        Assert.True(name == default);
    }

    [Fact]
    public void TaskName_Equality_IgnoresCase()
    {
        Assert.Equal(new TaskName("fan"), new TaskName("FAN"));
        Assert.Equal(new TaskName("fan").GetHashCode(), new TaskName("FAN").GetHashCode());
        Assert.True(new TaskName("fan") != new TaskName("out"));
    }

    [Fact]
    public void TaskVersion_NullEmptyAndDefault_AreUnversioned()
    {
        Assert.Equal(TaskVersion.Unversioned, new TaskVersion(null));
        Assert.Equal(TaskVersion.Unversioned, new TaskVersion(""));
        Assert.Equal("", default(TaskVersion).Version);
    }

    [Fact]
    public void TaskVersion_WhiteSpace_IsRefused() =>
        Assert.Equal("version", Assert.Throws<ArgumentException>(() => new TaskVersion("  ")).ParamName);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "1.0", -1)]
    [InlineData("1.0", "", 1)]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("b", "A", 1)]
    public void CompareVersions_OfTwoTexts_OrdersThem(string left, string right, int sign) =>
        Assert.Equal(sign, Math.Sign(Microsoft.DurableTask.Abstractions.TaskOrchestrationVersioningUtils.CompareVersions(left, right)));
}
