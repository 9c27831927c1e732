using System.Globalization;

namespace ServerlessTraining.Domain;

/// <summary>Figures in sentences that compare them.</summary>
internal static class Figures
{
    private const int FewestDecimals = 3;
    private const int MostDecimals = 17;

    /// <summary>Three decimals, or as many as it takes to tell two figures apart: 0.3499 beside 0.35 must not read "0.350 is below
    /// 0.350".</summary>
    public static (string Left, string Right, string Gap) Compare(double left, double right)
    {
        double gap = Math.Abs(left - right);
        int decimals = FewestDecimals;
        while (decimals < MostDecimals && left != right && (Text(left, decimals) == Text(right, decimals) || IsZero(Text(gap, decimals)))) decimals++;
        return (Text(left, decimals), Text(right, decimals), Text(gap, decimals));
    }

    public static string Text(double value) => Text(value, FewestDecimals);

    private static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    private static bool IsZero(string text) => text.AsSpan().IndexOfAnyInRange('1', '9') < 0;
}
