namespace ServerlessTraining.Domain.Features.Scaling;

/// <summary>To mean 0 and population standard deviation 1.</summary>
internal sealed class StandardScaler : Scaler
{
    public override string Name => "standard";

    private protected override (double Center, double Scale) Measure(Span<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }
}
