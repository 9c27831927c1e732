using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Http;
using ServerlessTraining.Compat.Tests.Functions.Sample;
using Xunit;

namespace ServerlessTraining.Compat.Tests.Functions;

public sealed class TriggerAttributeTests
{
    [Fact]
    public void HttpTrigger_WithoutArguments_IsFunctionLevelForAllMethods()
    {
        HttpTriggerAttribute trigger = new();
        Assert.Equal(AuthorizationLevel.Function, trigger.AuthLevel);
        Assert.Null(trigger.Methods);
        Assert.Null(trigger.Route);
    }

    [Fact]
    public void HttpTrigger_MethodsOnly_IsAnonymous()
    {
        HttpTriggerAttribute trigger = new("get", "post");
        Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel);
        Assert.Equal(["get", "post"], trigger.Methods!);
    }

    [Fact]
    public void HttpTrigger_LevelAndMethods_KeepsBoth()
    {
        Assert.Equal(AuthorizationLevel.Admin, new HttpTriggerAttribute(AuthorizationLevel.Admin).AuthLevel);
        HttpTriggerAttribute trigger = new(AuthorizationLevel.System, "put") { Route = "a/{id}" };
        Assert.Equal(AuthorizationLevel.System, trigger.AuthLevel);
        Assert.Equal(["put"], trigger.Methods!);
    }

    [Fact]
    public void TimerTrigger_Defaults_MonitorAndDoNotRunAtStart()
    {
        TimerTriggerAttribute trigger = new("0 0 * * * *");
        Assert.True(trigger.UseMonitor);
        Assert.False(trigger.RunOnStartup);
        Assert.Null(new TimerInfo().ScheduleStatus);
    }

    [Fact]
    public void QueueAndDurableAttributes_Defaults_AreNull()
    {
        Assert.Null(new QueueTriggerAttribute("q").Connection);
        Assert.Null(new DurableClientAttribute().TaskHub);
        Assert.Null(new DurableClientAttribute().ConnectionName);
        Assert.Null(new OrchestrationTriggerAttribute().Orchestration);
        Assert.Null(new ActivityTriggerAttribute().Activity);
    }

    [Fact]
    public void FromBody_Converter_IsAnInputConverter() =>
        Assert.True(typeof(IInputConverter).IsAssignableFrom(new FromBodyAttribute().ConverterType));

    [Fact]
    public void InputConverter_OfAnotherType_IsRefused()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new InputConverterAttribute(typeof(string)));
        Assert.Contains(typeof(IInputConverter).FullName!, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "00:01:00", "minimumInterval")]
    [InlineData("00:01:00", "x", "maximumInterval")]
    [InlineData("-00:00:01", "00:01:00", "minimumInterval")]
    [InlineData("00:02:00", "00:01:00", "minimumInterval")]
    public void ExponentialBackoffRetry_BadInterval_NamesTheParameter(string least, string most, string name) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => new ExponentialBackoffRetryAttribute(3, least, most)).ParamName);

    [Theory]
    [InlineData("x")]
    [InlineData("-00:00:01")]
    public void FixedDelayRetry_BadInterval_IsRefused(string delay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedDelayRetryAttribute(3, delay));

    [Fact]
    public void Sample_Attributes_AreFoundByReflection()
    {
        MethodInfo start = typeof(SampleApi).GetMethod(nameof(SampleApi.Start))!;
        Assert.Equal("SampleStart", start.GetCustomAttribute<FunctionAttribute>()?.Name);
        HttpTriggerAttribute trigger = start.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()!;
        Assert.Equal("sample", trigger.Route);
        Assert.NotNull(start.GetParameters()[1].GetCustomAttribute<DurableClientAttribute>());
        ParameterInfo context = typeof(SampleOrchestrator).GetMethod(nameof(SampleOrchestrator.Run))!.GetParameters()[0];
        Assert.NotNull(context.GetCustomAttribute<OrchestrationTriggerAttribute>());
    }
}
