using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ServerlessTraining.Domain.Tests;

/// <summary>Runs a law on generated cases. The seed is printed with every run; ST_SEED=number repeats one, ST_SEED=random draws a new one.</summary>
internal static class Property
{
    private const ulong DefaultSeed = 20261121;
    // FsCheck wants an odd gamma; any will do.
    private const ulong Gamma = 9_600_629_759_793_949_339UL;

    public static ulong Seed { get; } = Environment.GetEnvironmentVariable("ST_SEED") switch
    {
        null or "" => DefaultSeed,
        "random" => (ulong)TimeProvider.System.GetUtcNow().UtcTicks,
        string text => ulong.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>The law throws (by an assertion) where it does not hold. FsCheck makes the failing case smaller.</summary>
    public static void Holds<T>(Gen<T> cases, Action<T> law, int runs = 200)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}, {runs} cases (ST_SEED={Seed} repeats them)");
        Config config = Config.QuickThrowOnFailure.WithMaxTest(runs).WithReplay(Seed, Gamma);
        Check.One($"ST_SEED={Seed}", config, Prop.ForAll(cases.ToArbitrary(), law));
    }

    /// <summary>Cases that are built from a generator of our own, one for each case.</summary>
    public static void Holds(Action<SeededRandom> law, int runs = 200) =>
        Holds(Gen.Choose(0, int.MaxValue - 1), part => law(new SeededRandom(Seed).Fork((ulong)part)), runs);
}
