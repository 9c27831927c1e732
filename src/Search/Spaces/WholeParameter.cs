using System.Globalization;

namespace ServerlessTraining.Search.Spaces;

/// <summary>A whole number from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
/// <param name="Log">Whether equal ratios count as equally far apart; the range is above zero then.</param>
public sealed record WholeParameter(string Name, int Low, int High, bool Log = false) : SearchParameter(Name)
{
    public override long? Count => (long)High - Low + 1;

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"a whole number from {Low} to {High}");

    // Each number owns the interval that is nearest to it, half of one beyond both ends.
    private double Least => Scaled(Low - 0.5);

    private double Most => Scaled(High + 0.5);

    public override double FromShare(double share)
    {
        double scaled = Least + (share * (Most - Least));
        return Math.Clamp(Math.Round(Log ? Math.Exp(scaled) : scaled, MidpointRounding.AwayFromZero), Low, High);
    }

    public override double ToShare(double value) => ((Scaled(value - 0.5) + Scaled(value + 0.5)) / 2 - Least) / (Most - Least);

    public override bool Allows(double value) => value >= Low && value <= High && value == Math.Floor(value);

    internal override IEnumerable<string> Problems()
    {
        if (Low > High) yield return $"{Name} reaches from {Low} to {High}; the smaller number comes first";
        if (Log && Low <= 0) yield return $"{Name} reaches down to {Low}; a logarithmic scale needs a range above zero";
    }

    private double Scaled(double value) => Log ? Math.Log(value) : value;
}
