using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessTraining.Domain.Market;

/// <summary>A name for exactly these bars: equal for every copy and slice that holds the same, on every machine.</summary>
public static class SeriesFingerprint
{
    // Part of what is hashed: another form gets another number.
    private const string Form = "bars/1";
    private const int ValuesAChunk = 512;

    /// <summary>SHA-256 in lower-case hex over: form, symbol, timeframe, calendar (each a line of text), the number of bars, then ticks,
    /// opens, highs, lows, closes and volumes, each value in eight bytes, lowest first. The calendar belongs to it because figures depend
    /// on it.</summary>
    public static string Of(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Form}\n{bars.Symbol}\n{bars.Timeframe}\n{bars.Calendar}\n"));
        Append(hash, [bars.Count]);
        Append(hash, bars.OpenTicks);
        Append(hash, bars.Open);
        Append(hash, bars.High);
        Append(hash, bars.Low);
        Append(hash, bars.Close);
        Append(hash, bars.Volume);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<double> values) => Append(hash, System.Runtime.InteropServices.MemoryMarshal.Cast<double, long>(values));

    private static void Append(IncrementalHash hash, ReadOnlySpan<long> values)
    {
        Span<byte> chunk = stackalloc byte[ValuesAChunk * sizeof(long)];
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, ValuesAChunk);
            for (int i = 0; i < count; i++) BinaryPrimitives.WriteInt64LittleEndian(chunk[(i * sizeof(long))..], values[i]);
            hash.AppendData(chunk[..(count * sizeof(long))]);
            values = values[count..];
        }
    }
}
