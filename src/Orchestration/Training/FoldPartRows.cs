using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>The rows of a part that have features.</summary>
/// <param name="Part">Of the fold.</param>
/// <param name="Ranges">Ascending, at least one, none empty.</param>
/// <param name="Note">How many rows were left out; null where none was.</param>
internal sealed record FoldPartRows(FoldPartKind Part, IReadOnlyList<RowRange> Ranges, string? Note)
{
    /// <exception cref="ServerlessTrainingException">The whole part lies in the warm-up.</exception>
    public static FoldPartRows Of(FoldCase work, FoldPart part, FeatureMatrix features, string featureSystem)
    {
        RowRange[] ranges = [.. part.Blocks.Select(block => block.Rows.Within(features.WarmUp, block.Rows.End)).Where(rows => !rows.IsEmpty)];
        int left = part.RowCount - ranges.Sum(rows => rows.Count);
        if (ranges.Length > 0)
        {
            string name = part.Kind.Name();
            string note = $"{left} of {part.RowCount} rows of {name} were left out: they lie in the warm-up of {features.WarmUp} bars of {featureSystem}.";
            return new FoldPartRows(part.Kind, ranges, left == 0 ? null : note);
        }

        throw new ServerlessTrainingException(
            $"{work.Name} has no usable row in its {part.Kind.Name()} part: its {part.RowCount} rows end at row {part.Blocks[^1].Rows.End - 1} of the series, "
            + $"and {featureSystem} needs {features.WarmUp} bars before its first row. Import older bars, or train more days.");
    }
}
