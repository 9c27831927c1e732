using System.IO.Compression;
using System.Text;
using ServerlessTraining.Models.Files;

namespace ServerlessTraining.Models.Tests.Files;

public sealed class ModelCompressionTests
{
    private static readonly Dictionary<string, byte[]> Plain = PackedStump.Pack();

    [Fact]
    public void Compress_PackedModel_LeavesTheManifestPlainAndNamesTheOthersGz()
    {
        IReadOnlyDictionary<string, byte[]> files = ModelFile.Compress(Plain);

        Assert.Equal([PackedStump.Checksums, PackedStump.Manifest, "stump.json.gz"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Plain[PackedStump.Manifest], files[PackedStump.Manifest]);
    }

    [Fact]
    public void Decompress_CompressedModel_GivesTheSameBytes()
    {
        IReadOnlyDictionary<string, byte[]> files = ModelFile.Decompress(ModelFile.Compress(Plain));

        Assert.Equal(Plain.OrderBy(file => file.Key, StringComparer.Ordinal), files.OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Compress_CompressedModel_ChangesNothing()
    {
        IReadOnlyDictionary<string, byte[]> once = ModelFile.Compress(Plain);

        Assert.Equal(once.OrderBy(file => file.Key, StringComparer.Ordinal), ModelFile.Compress(once).OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Hash_CompressedModel_IsThatOfThePlainOne() => Assert.Equal(ModelFile.Hash(Plain), ModelFile.Hash(ModelFile.Compress(Plain)));

    [Fact]
    public void Open_FilePlainAndCompressed_IsRefused()
    {
        Dictionary<string, byte[]> files = ModelFile.Compress(Plain).ToDictionary();
        files[PackedStump.Weights] = Plain[PackedStump.Weights];

        Assert.Contains("stump.json and stump.json.gz are one name", PackedStump.Refused(files), StringComparison.Ordinal);
    }

    /// <summary>200 MB of zeros in 200 KB: not a byte more is inflated than the manifest says.</summary>
    [Fact]
    public void Open_FileThatBlowsUp_IsRefused()
    {
        using MemoryStream bomb = new();
        using (GZipStream gzip = new(bomb, CompressionLevel.Fastest))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) gzip.Write(zeros);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = PackedStump.Refused(Compressed(bomb.ToArray()));

        Assert.Contains($"stump.json.gz is not a gzip file of the {Plain[PackedStump.Weights].Length} bytes that the manifest says", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void Open_MissingGzip_IsNamed()
    {
        Dictionary<string, byte[]> files = ModelFile.Compress(Plain).ToDictionary();
        files.Remove("stump.json.gz");

        Assert.Contains("The model is damaged: checksums.sha256 names stump.json.gz, which is not there.", PackedStump.Refused(files), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_CutGzip_IsRefused()
    {
        byte[] whole = ModelFile.Compress(Plain)["stump.json.gz"];

        Assert.Contains("stump.json.gz is not a gzip file", PackedStump.Refused(Compressed(whole[..(whole.Length / 2)])), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GzipOfOtherContent_SaysBothHashes()
    {
        byte[] other = Encoding.UTF8.GetBytes(new string('x', Plain[PackedStump.Weights].Length));
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest)) gzip.Write(other);

        string message = PackedStump.Refused(Compressed(packed.ToArray()));

        Assert.Contains($"stump.json has the SHA-256 {PackedStump.Hash(other)}, but the manifest says", message, StringComparison.Ordinal);
    }

    /// <summary>Under checksums that fit.</summary>
    private static Dictionary<string, byte[]> Compressed(byte[] weights)
    {
        Dictionary<string, byte[]> files = ModelFile.Compress(Plain).ToDictionary();
        files["stump.json.gz"] = weights;
        return PackedStump.Sealed(files);
    }
}
