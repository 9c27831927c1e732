using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>Decimal text to the nearest double, always: what is not surely exact the fast way goes to the framework.</summary>
internal static class CsvNumber
{
    // 19 digits always fit into 64 bits.
    private const int MostDigits = 19;
    private const ulong MostExact = 1UL << 53;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;

    private static readonly double[] PowersOfTen = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19];

    /// <summary>1 / 5^d in 128 bits with the highest bit set, rounded up: by this a number with d decimals is multiplied, powers of two
    /// aside.</summary>
    private static readonly UInt128[] Reciprocals = [.. Enumerable.Range(0, MostDigits + 1).Select(Reciprocal)];

    private static readonly SearchValues<byte> Allowed = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>Digits with at most one point, up to the separator or the end: nearly every number of nearly every file. Anything else is
    /// left to <see cref="TryParse"/>.</summary>
    public static bool TryTakePlain(ReadOnlySpan<byte> line, byte separator, ref int at, out double value)
    {
        ulong digits = 0;
        int start = at;
        int point = -1;
        int i = at;
        for (; i < line.Length; i++)
        {
            uint digit = (uint)line[i] - '0';
            if (digit <= 9) digits = (digits * 10) + digit;
            else if (line[i] == '.' && point < 0) point = i;
            else break;
        }

        int count = i - start - (point < 0 ? 0 : 1);
        value = 0;
        if (count is 0 or > MostDigits || (i < line.Length && line[i] != separator)) return false;
        value = Exact(digits, point < 0 ? 0 : i - 1 - point);
        at = i + 1;
        return true;
    }

    /// <summary>Any decimal number; infinite where it is too large for a double.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out double value)
    {
        value = 0;
        // The framework also reads words, and zero bytes at the end.
        return field.IndexOfAnyExcept(Allowed) < 0
            && double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    private static double Exact(ulong digits, int decimals) =>
        // Both are exact as doubles, so that the division rounds once (Clinger).
        digits <= MostExact ? digits / PowersOfTen[decimals] : Rounded(digits, decimals);

    /// <summary>The upper bits of digits x 10^-decimals from one or two 64 x 64 bit products. For up to 27 decimals 128 bits of the power
    /// are always enough to round right (Lemire, Number parsing at a gigabyte per second, 2021), so there is no case to give
    /// back.</summary>
    private static double Rounded(ulong digits, int decimals)
    {
        const int Spare = 64 - MantissaBits - 3;
        const int MostDecimalsOfATie = 4;
        int shift = BitOperations.LeadingZeroCount(digits);
        UInt128 power = Reciprocals[decimals];
        ulong high = Math.BigMul(digits << shift, (ulong)(power >> 64), out ulong low);
        if ((high & ((1UL << Spare) - 1)) == (1UL << Spare) - 1)
        {
            ulong carry = Math.BigMul(digits << shift, (ulong)power, out _);
            low += carry;
            if (carry > low) high++;
        }

        int upper = (int)(high >> 63);
        ulong mantissa = high >> (upper + Spare);
        // Half way between two doubles: the even one. Only then is the product exact and ends in zeros.
        if (low <= 1 && decimals <= MostDecimalsOfATie && (mantissa & 3) == 1 && mantissa << (upper + Spare) == high) mantissa &= ~1UL;
        mantissa = (mantissa + (mantissa & 1)) >> 1;
        // floor(log2(10^-decimals)) as a fixed-point product.
        int exponent = ((-decimals * 217706) >> 16) + 63 + upper - shift + ExponentBias;
        if (mantissa >= 2UL << MantissaBits)
        {
            mantissa = 1UL << MantissaBits;
            exponent++;
        }

        return BitConverter.UInt64BitsToDouble((mantissa & ~(1UL << MantissaBits)) | ((ulong)exponent << MantissaBits));
    }

    private static UInt128 Reciprocal(int power)
    {
        BigInteger fifth = BigInteger.Pow(5, power);
        return power == 0 ? UInt128.One << 127 : (UInt128)((BigInteger.One << ((int)fifth.GetBitLength() + 127)) / fifth) + 1;
    }
}
