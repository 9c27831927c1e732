namespace ServerlessTraining.Domain.Candles;

/// <summary>What is wrong with one option of a training from a candle.</summary>
/// <param name="Option">As the API names it, such as `params.num_leaves`.</param>
/// <param name="Value">That was given.</param>
/// <param name="Allowed">What would be right.</param>
public sealed record CandleFault(string Option, string Value, string Allowed)
{
    public override string ToString() => $"{Option} is {Value}; {Allowed} is allowed";
}
