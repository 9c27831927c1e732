using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>Which models of a run are asked for.</summary>
/// <param name="Horizon">Null for the run's own.</param>
public sealed record LearningQuery(int? Horizon)
{
    internal const string HorizonName = "horizon";

    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static LearningQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        LearningQuery asked = new(query.Whole(HorizonName, 1, LabelOptions.MaxHorizon));
        query.ThrowIfFaulty();
        return asked;
    }
}
