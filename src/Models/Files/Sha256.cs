using System.Security.Cryptography;

namespace ServerlessTraining.Models.Files;

/// <summary>The one spelling of a hash: 64 small hex digits.</summary>
internal static class Sha256
{
    private const int Digits = 2 * SHA256.HashSizeInBytes;

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static bool Is(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigitLower);
}
