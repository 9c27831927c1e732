using System.IO.Compression;
using ServerlessTraining.Storage.Documents;

namespace ServerlessTraining.Storage.Blobs;

/// <summary>Content as gzip, with a bound on what it may unpack to.</summary>
internal static class PackedBlob
{
    public const int LargestPlain = 512 << 20;

    public static BinaryData Pack(ReadOnlyMemory<byte> content)
    {
        if (content.Length > LargestPlain) throw new StoredDocumentException($"{content.Length} bytes cannot be stored as one blob; allowed are {LargestPlain}.");
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest)) gzip.Write(content.Span);
        return new BinaryData(packed.ToArray());
    }

    public static async Task<byte[]> UnpackAsync(BlobFile file, CancellationToken cancellationToken)
    {
        using GZipStream gzip = new(file.Content.ToStream(), CompressionMode.Decompress);
        using MemoryStream plain = new();
        byte[] buffer = new byte[81920];
        try
        {
            int read;
            while ((read = await gzip.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (plain.Length + read > LargestPlain) throw new StoredDocumentException($"Blob {file.Name} unpacks to more than {LargestPlain} bytes; no blob of ours does.");
                plain.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new StoredDocumentException($"Blob {file.Name} is damaged. Restore it from a copy, or train again.", broken);
        }

        return plain.ToArray();
    }
}
