namespace ServerlessTraining.Domain.Features.Scaling;

/// <summary>The smallest value to 0 and the largest to 1; values outside the fit rows may lie beyond.</summary>
internal sealed class MinMaxScaler : Scaler
{
    public override string Name => "minmax";

    private protected override (double Center, double Scale) Measure(Span<double> values)
    {
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        foreach (double value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return (least, most - least);
    }
}
