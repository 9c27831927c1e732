using ServerlessTraining.Domain.Selection;

namespace ServerlessTraining.Storage.RegimeBests;

/// <summary>The version row of a board: everything of it but the places.</summary>
internal sealed record BoardHead(string Key, long Version, IReadOnlyList<string> Regimes, IReadOnlyDictionary<string, IReadOnlyList<Defeat>> Defeats);
