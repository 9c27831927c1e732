using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>Sharpe ratios of all trials over any choice of blocks, from the sums of each block: no return is read twice. Rows are standardised first, which changes no
/// ratio and keeps the squares in range.</summary>
internal sealed class BlockSharpes
{
    // In units of the variance of the trial's whole row: below this a trial did not move in the chosen blocks.
    private const double NoVariance = 1e-12;
    private readonly int stride;
    private readonly int[] lengths;
    private readonly double[] drifts;
    private readonly Vector<double>[] sums;
    private readonly Vector<double>[] squares;

    public BlockSharpes(TrialReturns returns, int blocks)
    {
        stride = (returns.Trials + Vector<double>.Count - 1) / Vector<double>.Count;
        lengths = new int[blocks];
        drifts = new double[stride * Vector<double>.Count];
        sums = new Vector<double>[blocks * stride];
        squares = new Vector<double>[blocks * stride];
        Span<double> allSums = MemoryMarshal.Cast<Vector<double>, double>(sums.AsSpan());
        Span<double> allSquares = MemoryMarshal.Cast<Vector<double>, double>(squares.AsSpan());
        double[] row = new double[returns.Observations];
        for (int trial = 0; trial < returns.Trials; trial++)
        {
            drifts[trial] = returns.Standardise(trial, row);
            for (int block = 0; block < blocks; block++)
            {
                // Blocks differ by one observation at most, and none is dropped.
                int start = (int)((long)block * row.Length / blocks);
                int end = (int)((block + 1L) * row.Length / blocks);
                lengths[block] = end - start;
                foreach (double value in row.AsSpan(start, end - start))
                {
                    allSums[(block * drifts.Length) + trial] += value;
                    allSquares[(block * drifts.Length) + trial] += value * value;
                }
            }
        }
    }

    /// <summary>How many ratios <see cref="Fill"/> writes: the trials, and a few zeros up to a whole vector.</summary>
    public int Width => drifts.Length;

    /// <summary>Per observation. A trial that did not move in the chosen blocks has 0 there: it neither won nor lost.</summary>
    public void Fill(uint chosenBlocks, Span<double> sharpes)
    {
        int count = 0;
        Span<int> starts = stackalloc int[BitOperations.PopCount(chosenBlocks)];
        int chosen = 0;
        for (uint rest = chosenBlocks; rest != 0; rest &= rest - 1)
        {
            int block = BitOperations.TrailingZeroCount(rest);
            count += lengths[block];
            starts[chosen++] = block * stride;
        }

        Span<Vector<double>> target = MemoryMarshal.Cast<double, Vector<double>>(sharpes);
        ReadOnlySpan<Vector<double>> drift = MemoryMarshal.Cast<double, Vector<double>>(drifts.AsSpan());
        Vector<double> perObservation = new(1.0 / count);
        Vector<double> perFreedom = new(1.0 / (count - 1));
        Vector<double> least = new(NoVariance);
        for (int i = 0; i < stride; i++)
        {
            Vector<double> sum = Vector<double>.Zero;
            Vector<double> square = Vector<double>.Zero;
            foreach (int start in starts)
            {
                sum += sums[start + i];
                square += squares[start + i];
            }

            Vector<double> mean = sum * perObservation;
            Vector<double> variance = (square - (sum * mean)) * perFreedom;
            Vector<double> moved = Vector.AsVectorDouble(Vector.GreaterThan(variance, least));
            target[i] = Vector.BitwiseAnd(moved, (drift[i] + mean) / Vector.SquareRoot(Vector.Max(variance, least)));
        }
    }
}
