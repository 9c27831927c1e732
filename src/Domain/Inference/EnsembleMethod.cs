namespace ServerlessTraining.Domain.Inference;

/// <summary>How the members' forecasts of a row become one. All but <see cref="Mean"/> learn on earlier rows only
/// (<see cref="EnsembleLearner"/>).</summary>
public enum EnsembleMethod
{
    Mean,

    /// <summary>By past performance: the inverse of the mean squared error (for probabilities: of the Brier score).</summary>
    Weighted,

    /// <summary>A meta-model on the members' forecasts: ridge regression for returns, logistic regression for probabilities.</summary>
    Stacking,

    /// <summary>The inverse of the variance of each member's own forecasts. It knows no outcome: a member that says little gets much
    /// weight.</summary>
    Variance,
}
