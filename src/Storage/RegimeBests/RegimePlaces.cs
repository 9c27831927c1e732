using ServerlessTraining.Domain.Selection;

namespace ServerlessTraining.Storage.RegimeBests;

/// <summary>The row of one regime: its incumbents, the best first.</summary>
internal sealed record RegimePlaces(IReadOnlyList<Incumbent> Incumbents);
