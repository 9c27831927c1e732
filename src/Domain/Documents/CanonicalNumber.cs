using System.Globalization;

namespace ServerlessTraining.Domain.Documents;

/// <summary>The one spelling of a number: that of ECMAScript, which RFC 8785 prescribes. A number is an IEEE 754 double and is written with the fewest digits that give it
/// back, so 1, 1.0, 1e0 and 10e-1 are all `1`, and -0 is `0`.</summary>
public static class CanonicalNumber
{
    /// <summary>Beyond these many digits before the point ECMAScript changes to an exponent; below 1e-6 it does so too.</summary>
    private const int MostWholeDigits = 21;
    private const int MostLeadingZeros = 6;

    public static string Write(double value)
    {
        if (!double.IsFinite(value)) throw new ServerlessTrainingException($"{value} cannot be written as JSON; only finite numbers can.");
        return Layout(Decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary><paramref name="json"/> is a number as JSON spells it. Two different whole numbers never become one: a whole number that a double cannot tell from its
    /// neighbours is refused, and so is what a double can only hold as infinity or 0.</summary>
    public static bool TryWrite(string json, out string canonical, out string problem)
    {
        double value = double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);
        canonical = "";
        problem = "";
        if (!double.IsFinite(value))
        {
            problem = "is larger than the largest number a double can hold, 1.7976931348623157e+308";
            return false;
        }

        if (value == 0)
        {
            // Decided on the digits, since an exponent of zero may be of any length.
            if (json.AsSpan(0, MantissaLength(json)).ContainsAnyInRange('1', '9')) problem = "is closer to 0 than the smallest number a double can hold, 5e-324";
            canonical = "0";
            return problem.Length == 0;
        }

        Decimal written = Decimal.Parse(json);
        Decimal kept = Decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture));
        if (written.IsWhole && written != kept)
        {
            problem = "is a whole number with more digits than a double can hold (all up to 9007199254740992 can be); write it as a text";
            return false;
        }

        canonical = Layout(kept);
        return true;
    }

    private static int MantissaLength(string json)
    {
        int exponent = json.AsSpan().IndexOfAny('e', 'E');
        return exponent < 0 ? json.Length : exponent;
    }

    private static string Layout(Decimal number)
    {
        string digits = number.Digits;
        int point = digits.Length + number.Exponent;
        string text = point switch
        {
            _ when digits.Length == 0 => "0",
            > 0 and <= MostWholeDigits when number.Exponent >= 0 => digits + new string('0', number.Exponent),
            > 0 and <= MostWholeDigits => $"{digits[..point]}.{digits[point..]}",
            > -MostLeadingZeros and <= 0 => $"0.{new string('0', -point)}{digits}",
            _ => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}",
        };
        return number.Negative ? "-" + text : text;
    }

    /// <summary>Digits without zeros at either end, times ten to the exponent: equal exactly where the numbers are.</summary>
    private readonly record struct Decimal(bool Negative, string Digits, int Exponent)
    {
        public bool IsWhole => Exponent >= 0;

        public static Decimal Parse(string text)
        {
            int mantissa = MantissaLength(text);
            bool negative = text[0] == '-';
            int exponent = mantissa == text.Length ? 0 : int.Parse(text.AsSpan(mantissa + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            string number = text[(negative ? 1 : 0)..mantissa];
            int point = number.IndexOf('.', StringComparison.Ordinal);
            if (point >= 0) exponent -= number.Length - point - 1;
            string digits = number.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
            string trimmed = digits.TrimEnd('0');
            return trimmed.Length == 0 ? default(Decimal) with { Digits = "" } : new Decimal(negative, trimmed, exponent + digits.Length - trimmed.Length);
        }
    }
}
