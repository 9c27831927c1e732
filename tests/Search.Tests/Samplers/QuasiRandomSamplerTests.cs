using ServerlessTraining.Search.Samplers;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Tests.Samplers;

public sealed class QuasiRandomSamplerTests
{
    private const int Dimensions = 40;

    private static readonly SearchSpace Cube = new(Enumerable.Range(0, Dimensions).Select(i => new RealParameter($"x{i}", 0, 1)));

    [Fact]
    public void Propose_InFortyDimensions_FillsEachOfThemEvenly()
    {
        int[] primes = [2, 3, 5, 7, 11, 13];
        List<Trial> finished = Searching.Run(new QuasiRandomSampler(5), Cube, 169, 1, _ => 0);
        for (int axis = 0; axis < primes.Length; axis++)
        {
            // Of so many points from the first, as the square of a prime has, each lies in an interval of its own.
            int square = primes[axis] * primes[axis];
            Assert.Equal(square, finished.Take(square).Select(trial => (int)(trial.Point[axis] * square)).Distinct().Count());
        }

        // The last axis has base 173: no two of the first 169 points share an interval.
        Assert.Equal(169, finished.Select(trial => (int)(trial.Point[Dimensions - 1] * 173)).Distinct().Count());
    }

    [Fact]
    public void Propose_OnTwoAxesWithLargeBases_DoesNotGoInStep()
    {
        List<Trial> finished = Searching.Run(new QuasiRandomSampler(5), Cube, 60, 1, _ => 0);
        double correlation = finished.Average(trial => (trial.Point[Dimensions - 1] - 0.5) * (trial.Point[Dimensions - 2] - 0.5)) * 12;
        Assert.InRange(correlation, -0.4, 0.4);
    }
}
