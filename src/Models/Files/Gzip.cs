using System.IO.Compression;

namespace ServerlessTraining.Models.Files;

/// <summary>One file as gzip.</summary>
internal static class Gzip
{
    public static byte[] Deflate(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>Null where the file is no gzip or does not hold exactly <paramref name="length"/> bytes: a file that would blow up is left after the first byte too many.</summary>
    public static byte[]? Inflate(byte[] packed, int length)
    {
        byte[] content = new byte[length];
        using GZipStream gzip = new(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        try
        {
            return gzip.ReadAtLeast(content, length, throwOnEndOfStream: false) == length && gzip.ReadByte() < 0 ? content : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
