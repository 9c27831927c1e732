using System.Text.Json;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class MetricValueJsonConverterTests
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new MetricValueJsonConverter() } };

    [Fact]
    public void Write_Figure_IsAPlainNumber() => Assert.Equal("1.25", JsonSerializer.Serialize(MetricValue.Of(1.25), Options));

    [Fact]
    public void Write_UndefinedFigure_IsNullWithItsReason() =>
        Assert.Equal("""{"value":null,"reason":"no trade lost"}""", JsonSerializer.Serialize(MetricValue.Undefined("no trade lost"), Options));

    [Fact]
    public void Write_WholeRecord_CanBeReadAgain()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of([0, 0, 0], [0.1, 0.7, 1.0 / 3]);

        Assert.Equal(metrics, JsonSerializer.Deserialize<ClassificationMetrics>(JsonSerializer.Serialize(metrics, Options), Options));
    }

    [Fact]
    public void Read_AnyFigure_IsTheSameBits() => Property.Holds(random =>
    {
        double number = BitConverter.UInt64BitsToDouble(random.NextUInt64());
        MetricValue value = MetricValue.Of(number, "not finite");

        Assert.Equal(value, JsonSerializer.Deserialize<MetricValue>(JsonSerializer.Serialize(value, Options), Options));
    });

    [Theory]
    [InlineData("1e999")]
    [InlineData("\"NaN\"")]
    [InlineData("{}")]
    [InlineData("""{"value":1,"reason":"x"}""")]
    [InlineData("""{"value":null,"reason":" "}""")]
    [InlineData("[1]")]
    public void Read_AnythingElse_IsRefused(string json) => Assert.StartsWith(
        """A metric is a finite number, or {"value": null, "reason": "why there is none"}.""",
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MetricValue>(json, Options)).Message);
}
