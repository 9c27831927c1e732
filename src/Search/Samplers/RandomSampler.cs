using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Every share of every range is equally likely.</summary>
public sealed class RandomSampler : ISampler
{
    public SearchPoint Propose(SearchSpace space, IReadOnlyList<Trial> finished, IReadOnlyList<SearchPoint> pending, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        SeededRandom random = new(seed);
        return new UnusedPoints(space, finished, pending).First([], random);
    }
}
