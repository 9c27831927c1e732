namespace ServerlessTraining.Domain.Selection;

/// <summary>What keep-or-delete made of one run.</summary>
/// <param name="Board">The board that was decided on where nothing changed; otherwise its next version.</param>
/// <param name="Outcomes">One for each regime in which the run has a result, in the board's order.</param>
/// <param name="Tombstones">The models to delete: those that lost their last place, and the run's own if it has none. A refused run that is
/// decided again gives its own once more.</param>
/// <param name="LogLine">What became of the run's model, in one line.</param>
public sealed record Decision(
    string RunId, RegimeBoard Board, IReadOnlyList<RegimeOutcome> Outcomes, IReadOnlyList<Tombstone> Tombstones, string LogLine);
