using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessTraining.Storage.Tables;

/// <summary>What the service gave to go on with, bound to the list it belongs to: it is just a pair of keys, and in another list it would silently skip rows.</summary>
public static class ContinuationToken
{
    private const byte Version = 1;
    private const int MarkLength = 8;
    private const int Longest = 8192;

    /// <param name="list">What it belongs to: a name with all filters in it.</param>
    /// <param name="token">Of the service.</param>
    public static string Write(string list, string token)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(token);
        byte[] text = Encoding.UTF8.GetBytes(token);
        return Base64Url.EncodeToString([Version, .. Mark(list), .. text]);
    }

    /// <exception cref="ContinuationTokenException">It is none, or of another list.</exception>
    public static string Read(string list, string continuation)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(continuation);
        byte[] bytes = [];
        try
        {
            if (continuation.Length <= Longest) bytes = Base64Url.DecodeFromChars(continuation);
        }
        catch (FormatException)
        {
            // Said below.
        }

        if (bytes.Length <= 1 + MarkLength || bytes[0] != Version) throw new ContinuationTokenException("it is not one that a list gave");
        if (!bytes.AsSpan(1, MarkLength).SequenceEqual(Mark(list))) throw new ContinuationTokenException("it belongs to another list, or to the same list with other filters");
        return Encoding.UTF8.GetString(bytes.AsSpan(1 + MarkLength));
    }

    private static ReadOnlySpan<byte> Mark(string list) => SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, MarkLength);
}
