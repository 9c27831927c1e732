using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Proposes points. The same arguments give the same point, so a study that goes on after a crash goes on as if there had been none.</summary>
public interface ISampler
{
    /// <param name="finished">In the order of their numbers.</param>
    /// <param name="pending">Proposed before, with unknown results: what is proposed keeps away from them.</param>
    /// <param name="seed">Of this proposal alone.</param>
    SearchPoint Propose(SearchSpace space, IReadOnlyList<Trial> finished, IReadOnlyList<SearchPoint> pending, ulong seed);
}
