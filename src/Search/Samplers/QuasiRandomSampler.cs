using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Points that cover the space more evenly than random ones: the scrambled Halton sequence, which needs no table and so has no largest dimension.
/// The place in the sequence is the number of points before.</summary>
/// <param name="scramble">Picks the sequence. It belongs to a whole study: points are even among those of the same sequence only, so the seed of a proposal, which is
/// another for each, decides no more than what is drawn where the sequence meets a point that was used.</param>
public sealed class QuasiRandomSampler(ulong scramble = 0) : ISampler
{
    // Beyond so many points further digits would change nothing that matters; the rest of a share is random.
    private const int Resolved = 1 << 16;

    // Other places of the sequence that are tried where one is used; those far on are no longer places of later proposals.
    private const int Skips = 8;

    public SearchPoint Propose(SearchSpace space, IReadOnlyList<Trial> finished, IReadOnlyList<SearchPoint> pending, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(finished);
        ArgumentNullException.ThrowIfNull(pending);
        int index = finished.Count + pending.Count;
        IEnumerable<SearchPoint> places = Enumerable.Range(0, Skips).Select(skip => space.FromShares(Shares(space.Parameters.Count, index + (skip * Resolved / Skips))));
        return new UnusedPoints(space, finished, pending).First(places, new SeededRandom(seed));
    }

    private double[] Shares(int count, int index)
    {
        double[] shares = new double[count];
        int prime = 1;
        for (int axis = 0; axis < count; axis++)
        {
            prime = NextPrime(prime);
            shares[axis] = Share(new SeededRandom(scramble).Fork((ulong)axis), prime, index);
        }

        return shares;
    }

    /// <summary>The digits of the index, the last one first, behind the point; each place of them in an order of its own, without which the larger bases go in step.</summary>
    private static double Share(SeededRandom axis, int prime, int index)
    {
        double share = 0;
        double unit = 1;
        long resolved = 1;
        int rest = index;
        for (ulong place = 0; resolved < Resolved; place++)
        {
            unit /= prime;
            resolved *= prime;
            share += unit * Order(axis.Fork(place), prime)[rest % prime];
            rest /= prime;
        }

        return Math.Min(share + (unit * axis.Fork(ulong.MaxValue - (ulong)index).NextDouble()), Math.BitDecrement(1.0));
    }

    private static int[] Order(SeededRandom random, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int other = random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private static int NextPrime(int after)
    {
        for (int number = after + 1; ; number++)
        {
            bool prime = true;
            for (int divisor = 2; divisor * divisor <= number && prime; divisor++) prime = number % divisor != 0;
            if (prime) return number;
        }
    }
}
