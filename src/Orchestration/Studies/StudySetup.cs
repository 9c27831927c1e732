using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Search.Trials;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>A study in the words of Search.</summary>
internal sealed record StudySetup(StudySpec Spec, SearchSpace Space, StudyOptions Options)
{
    private const string SpaceSource = "The space of the study";

    /// <summary>At most; a space with fewer points, or one point among the finalists, gives fewer.</summary>
    public int Planned => Enum.GetValues<StudyPhase>().Take(Options.Phases).Sum(Options.Planned);

    public static StudySetup Of(StoredStudy study) => Of(SpecOf(study));

    /// <exception cref="ServerlessTrainingException">The space or the first points cannot be read.</exception>
    public static StudySetup Of(StudySpec spec)
    {
        SearchSpace space = SearchSpaceText.Parse(spec.Space, SpaceSource);
        return new StudySetup(spec, space, new StudyOptions
        {
            Seed = spec.Seed,
            Trials = spec.Trials,
            Phases = spec.Phases,
            Generation = spec.Generation,
            First = [.. FirstOf(spec).Select(point => SearchSpaceText.ReadPoint(space, point))],
        });
    }

    public static StudySpec SpecOf(StoredStudy study) => study.Spec.Deserialize<StudySpec>(ApiJson.Options)!;

    public StoredTrial ToStored(TrialProposal proposal) => new(
        proposal.Number, (int)proposal.Phase, proposal.Generation, (long)proposal.Seed, ToJson(proposal.Point));

    /// <param name="trial">That has ended.</param>
    public StudyTrial ToSearch(StoredTrial trial)
    {
        TrialProposal proposal = new(trial.Number, (StudyPhase)trial.Phase, trial.Generation, PointOf(trial), (ulong)trial.Seed);
        TrialState state = trial.State switch
        {
            StoredTrialState.Complete => TrialState.Complete,
            StoredTrialState.Pruned => TrialState.Pruned,
            StoredTrialState.Failed => TrialState.Failed,
            _ => throw new ServerlessTrainingException($"Trial {trial.Number} has not ended."),
        };
        return new StudyTrial(proposal, state, trial.Steps.Count == 0 ? [] : [trial.Steps[^1].Loss], StepsOf(trial));
    }

    /// <summary>The losses as they were known after each fold.</summary>
    public static IReadOnlyList<IReadOnlyList<double>> StepsOf(StoredTrial trial) => [.. trial.Steps.Select(step => (IReadOnlyList<double>)[step.Loss])];

    public SearchPoint PointOf(StoredTrial trial) => SearchSpaceText.ReadPoint(Space, trial.HyperParameters.GetRawText());

    public JsonElement ToJson(SearchPoint point) => JsonDocument.Parse(SearchSpaceText.PointText(Space, point)).RootElement.Clone();

    private static IReadOnlyList<string> FirstOf(StudySpec spec)
    {
        try
        {
            using JsonDocument list = JsonDocument.Parse(spec.Defaults);
            if (list.RootElement.ValueKind == JsonValueKind.Array) return [.. list.RootElement.EnumerateArray().Select(point => point.GetRawText())];
        }
        catch (JsonException)
        {
            // Said below, as for other JSON that is no list.
        }

        throw new ServerlessTrainingException("The points that are tried first cannot be read: a JSON list of objects with hyper-parameters is needed.");
    }
}
