using System.Text.Json;
using ServerlessTraining.Search.Importance;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What a completed study found, as it is stored and shown: values are those of the objective, in its own direction.</summary>
/// <param name="Importance">The share of the parameters in the differences between trials, the largest first; without those that are fixed.</param>
public sealed record StudyOutcome(StudyWinnerView Winner, IReadOnlyList<ParameterShare> Importance)
{
    internal static StudyOutcome Of(StudySetup setup, StudyWinner winner, IReadOnlyList<ParameterShare> importance)
    {
        string objective = setup.Spec.Objective;
        return new StudyOutcome(
            new StudyWinnerView(
                setup.ToJson(winner.Point), StudyObjectives.ValueOf(objective, winner.MeanLoss), winner.Spread, winner.MedianSeed, Seeds(winner.Seeds),
                [
                    .. winner.Finalists.Select(one => new StudyFinalistView(
                        setup.ToJson(one.Point), Value(one.SearchLoss), Value(one.MeanLoss), double.IsNaN(one.Spread) ? null : one.Spread, one.Failed, Seeds(one.Seeds))),
                ]),
            [
                .. importance.Where(one => setup.Space.Parameters[setup.Space.IndexOf(one.Name)].Count != 1).OrderByDescending(one => one.Share)
                    .ThenBy(one => one.Name, StringComparer.Ordinal),
            ]);

        double? Value(double loss) => double.IsNaN(loss) ? null : StudyObjectives.ValueOf(objective, loss);
        StudySeedValue[] Seeds(IReadOnlyList<SeedLoss> seeds) => [.. seeds.Select(one => new StudySeedValue(one.Seed, StudyObjectives.ValueOf(objective, one.Loss)))];
    }

    /// <summary>The winner in the words of Search.</summary>
    internal StudyWinner ToSearch(StudySetup setup)
    {
        string objective = setup.Spec.Objective;
        return new StudyWinner(
            Point(Winner.HyperParameters), StudyObjectives.LossOf(objective, Winner.Value), Winner.Spread, Winner.MedianSeed, Seeds(Winner.Seeds),
            [
                .. Winner.Finalists.Select(one => new StudyFinalist(
                    Point(one.HyperParameters), Loss(one.SearchValue), Loss(one.Value), one.Spread ?? double.NaN, one.Failed, Seeds(one.Seeds))),
            ]);

        SearchPoint Point(JsonElement json) => SearchSpaceText.ReadPoint(setup.Space, json.GetRawText());
        double Loss(double? value) => value is { } known ? StudyObjectives.LossOf(objective, known) : double.NaN;
        SeedLoss[] Seeds(IReadOnlyList<StudySeedValue> seeds) => [.. seeds.Select(one => new SeedLoss(one.Seed, StudyObjectives.LossOf(objective, one.Value)))];
    }
}
