namespace ServerlessTraining.Domain.Inference;

/// <summary>One ensemble member's forecasts, one a row of its <see cref="PredictionSet"/>; NaN where it has none. Whoever passes the arrays does not
/// write to them afterwards.</summary>
public sealed class MemberPredictions
{
    private readonly double[]? probabilityUp;
    private readonly double[]? expectedReturn;

    /// <param name="name">Shown in reports, unique in its method.</param>
    /// <param name="modelId">The model that forecast; several members may share one.</param>
    /// <param name="horizon">Bars that the forecast looks ahead.</param>
    /// <param name="probabilityUp">Probability that the price is higher after the horizon, 0 to 1; null for a model that gives none.</param>
    /// <param name="expectedReturn">Return over the horizon as a fraction; null for a model that gives none.</param>
    public MemberPredictions(string name, string modelId, int horizon, double[]? probabilityUp, double[]? expectedReturn)
    {
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(name)) errors.Add("it has no name.");
        if (horizon <= 0) errors.Add($"its horizon is {horizon}, but must be 1 or more bars.");
        if (probabilityUp is null && expectedReturn is null) errors.Add("it has neither probabilities nor returns; one of them is needed.");
        if (probabilityUp is not null && expectedReturn is not null && probabilityUp.Length != expectedReturn.Length)
        {
            errors.Add($"it has {probabilityUp.Length} probabilities and {expectedReturn.Length} returns, but both must have one value a row.");
        }

        CheckValues(probabilityUp, value => value is >= 0 and <= 1, "probability", "from 0 to 1", errors);
        CheckValues(expectedReturn, double.IsFinite, "return", "finite", errors);
        if (errors.Count > 0) throw new ServerlessTrainingException($"The predictions of member '{name}' cannot be used:\n- {string.Join("\n- ", errors)}");
        Name = name;
        ModelId = modelId;
        Horizon = horizon;
        this.probabilityUp = probabilityUp;
        this.expectedReturn = expectedReturn;
    }

    public string Name { get; }

    public string ModelId { get; }

    public int Horizon { get; }

    public int Rows => (expectedReturn ?? probabilityUp)!.Length;

    public bool HasReturns => expectedReturn is not null;

    public bool HasProbabilities => probabilityUp is not null;

    /// <summary>Empty for a member without.</summary>
    public ReadOnlySpan<double> ProbabilityUp => probabilityUp;

    /// <summary>Empty for a member without.</summary>
    public ReadOnlySpan<double> ExpectedReturn => expectedReturn;

    /// <summary>What a return forecast is multiplied by so that it speaks about another horizon: the return a bar times that horizon's bars. A
    /// probability is taken as it is.</summary>
    public double ScaleTo(int horizon) => (double)horizon / Horizon;

    private static void CheckValues(double[]? values, Func<double, bool> isAllowed, string what, string allowed, List<string> errors)
    {
        int bad = values is null ? -1 : Array.FindIndex(values, value => !double.IsNaN(value) && !isAllowed(value));
        if (bad >= 0) errors.Add(FormattableString.Invariant($"its {what} of row {bad} is {values![bad]}, but must be {allowed}, or NaN where there is none."));
    }
}
