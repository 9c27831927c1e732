namespace ServerlessTraining.Domain;

/// <summary>The only source of randomness in the product: xoshiro256** seeded through splitmix64. The sequence of a seed is part of the contract (recorded seeds
/// must give the same bytes after an upgrade of the runtime), which is why <see cref="Random"/> is not used.</summary>
public sealed class SeededRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;
    private double spareGaussian = double.NaN;

    public SeededRandom(ulong seed)
    {
        Seed = seed;
        ulong state = seed;
        a = SplitMix(ref state);
        b = SplitMix(ref state);
        c = SplitMix(ref state);
        d = SplitMix(ref state);
    }

    public ulong Seed { get; }

    /// <summary>An independent generator for a named part of the work: it depends on this generator's seed and the number only, not on what was drawn before.</summary>
    public SeededRandom Fork(ulong part)
    {
        ulong state = Seed ^ 0x6A09E667F3BCC909UL;
        ulong mixed = SplitMix(ref state) ^ part;
        return new SeededRandom(SplitMix(ref mixed));
    }

    public ulong NextUInt64()
    {
        ulong result = ulong.RotateLeft(b * 5, 7) * 9;
        ulong t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = ulong.RotateLeft(d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="exclusiveMaximum"/>), without modulo bias.</summary>
    public int Next(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        ulong range = (ulong)exclusiveMaximum;
        ulong limit = ulong.MaxValue - (ulong.MaxValue % range);
        ulong drawn;
        do
        {
            drawn = NextUInt64();
        }
        while (drawn >= limit);
        return (int)(drawn % range);
    }

    /// <summary>Standard normal (polar method).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(spareGaussian))
        {
            double spare = spareGaussian;
            spareGaussian = double.NaN;
            return spare;
        }

        double u;
        double v;
        double s;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);
        double scale = Math.Sqrt(-2 * Math.Log(s) / s);
        spareGaussian = v * scale;
        return u * scale;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
