namespace ServerlessTraining.Domain.Tests.Features;

internal static class Near
{
    public static void Equal(double expected, double actual, double relative = 1e-9, string what = "")
    {
        if (Math.Abs(actual - expected) <= relative * Math.Abs(expected) || expected.Equals(actual)) return;
        Assert.Fail($"{what}: expected {expected:R}, but was {actual:R}.");
    }
}
