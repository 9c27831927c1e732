namespace ServerlessTraining.Domain.Features.Scaling;

/// <summary>Leaves values as they are; its fitted state still holds the feature names to check.</summary>
internal sealed class NoScaler : Scaler
{
    public override string Name => "none";

    private protected override (double Center, double Scale) Measure(Span<double> values) => (0, 1);
}
