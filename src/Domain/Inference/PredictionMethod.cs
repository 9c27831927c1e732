namespace ServerlessTraining.Domain.Inference;

/// <summary>How a forecast over the horizon comes about.</summary>
public enum PredictionMethod
{
    /// <summary>The models of that horizon.</summary>
    Direct,

    /// <summary>The one-step return model, fed with its own forecasts (<see cref="RecursiveForecast"/>).</summary>
    Recursive,

    /// <summary>The models of all horizons up to that one, each scaled to it (<see cref="MemberPredictions.ScaleTo"/>).</summary>
    DirectMulti,
}
