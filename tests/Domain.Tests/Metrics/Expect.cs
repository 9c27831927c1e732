using System.Text.Json;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

internal static class Expect
{
    public static void Near(double expected, MetricValue actual, double tolerance = 1e-8)
    {
        Assert.True(actual.IsDefined, $"expected {expected}, but it is undefined: {actual.Reason}");
        Assert.InRange(actual.Value!.Value, expected - tolerance, expected + tolerance);
    }

    public static void Undefined(string reason, MetricValue actual) => Assert.Equal(reason, actual.Reason);

    /// <summary>The references' NaN is our undefined.</summary>
    public static void SameAs(JsonElement expected, MetricValue actual, double tolerance = 1e-8)
    {
        if (expected.ValueKind == JsonValueKind.String) Assert.NotNull(actual.Reason);
        else Near(expected.GetDouble(), actual, tolerance);
    }

    public static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number ? item.GetDouble() : double.NaN)];

    public static void Refused(string text, Action action) => Assert.Equal(text, Assert.Throws<ServerlessTrainingException>(action).Message);

    public static double[] Gaussians(SeededRandom random, int count, double mean = 0, double deviation = 1)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = mean + (deviation * random.NextGaussian());
        return values;
    }
}
