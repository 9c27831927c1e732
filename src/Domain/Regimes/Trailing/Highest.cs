namespace ServerlessTraining.Domain.Regimes.Trailing;

internal readonly record struct Highest(double Value) : IWindowSummary<Highest>
{
    public static Highest Merge(in Highest earlier, in Highest later) => new(Math.Max(earlier.Value, later.Value));
}
