using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>Where the files of a trained fold lie, as its outcome has it: `RUN/FOLD` in the model and the prediction store.</summary>
/// <param name="RunId">Of one try alone.</param>
/// <param name="Fold">From 1.</param>
internal sealed record FoldReference(string RunId, int Fold)
{
    /// <summary>A place that no other try writes to.</summary>
    public static FoldReference Of(FoldAttempt attempt, int fold) => new($"{attempt.Key}-{attempt.Owner}", fold);

    public static FoldReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [{ Length: > 0 } run, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int fold) && fold >= 1
            ? new FoldReference(run, fold)
            : throw new ServerlessTrainingException($"'{text}' is not a reference to the files of a fold; the run, '/' and the fold's number from 1 are needed.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RunId}/{Fold}");
}
