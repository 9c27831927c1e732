using System.Globalization;

namespace ServerlessTraining.Search.Spaces;

/// <summary>Any number from <paramref name="Low"/> to <paramref name="High"/>.</summary>
/// <param name="Log">Whether equal ratios count as equally far apart; the range is above zero then.</param>
public sealed record RealParameter(string Name, double Low, double High, bool Log = false) : SearchParameter(Name)
{
    public override long? Count => Low == High ? 1 : null;

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}");

    public override double FromShare(double share) => Log
        ? Math.Clamp(Math.Exp(Math.Log(Low) + (share * (Math.Log(High) - Math.Log(Low)))), Low, High)
        : Math.Clamp(Low + (share * (High - Low)), Low, High);

    public override double ToShare(double value)
    {
        if (Low == High) return 0.5;
        return Log ? (Math.Log(value) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low)) : (value - Low) / (High - Low);
    }

    public override bool Allows(double value) => value >= Low && value <= High;

    internal override IEnumerable<string> Problems()
    {
        if (!(double.IsFinite(Low) && double.IsFinite(High) && Low <= High)) yield return $"{Name} reaches from {Low} to {High}; two numbers are needed, the smaller one first";
        if (!double.IsFinite(High - Low)) yield return $"{Name} reaches from {Low} to {High}; that is wider than numbers go";
        if (Log && !(Low > 0)) yield return $"{Name} reaches down to {Low}; a logarithmic scale needs a range above zero";
    }
}
