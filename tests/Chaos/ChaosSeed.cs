using System.Globalization;

namespace ServerlessTraining.Chaos;

/// <summary>The seed of what is random in a test: printed, and set by ST_SEED.</summary>
internal static class ChaosSeed
{
    private const int Usual = 20261121;

    /// <summary>A generator for the test that runs.</summary>
    public static Random Next()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("ST_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : Usual;
        Say($"seed {seed} (ST_SEED={seed} repeats it)");
        return new Random(seed);
    }

    /// <summary>A figure for the reader of the test's output.</summary>
    public static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
