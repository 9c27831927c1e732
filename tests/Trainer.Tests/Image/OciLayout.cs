using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace ServerlessTraining.Trainer.Tests.Image;

/// <summary>An unpacked image of one platform. Every blob that it names is held against its size and its digest.</summary>
internal sealed class OciLayout
{
    private readonly string folder;
    private readonly JsonElement configuration;

    public OciLayout(string folder)
    {
        this.folder = folder;
        Assert.Equal("1.0.0", Read(Path.Combine(folder, "oci-layout")).GetProperty("imageLayoutVersion").GetString());
        JsonElement manifest = Read(Blob(Assert.Single(Read(Path.Combine(folder, "index.json")).GetProperty("manifests").EnumerateArray())));
        configuration = Read(Blob(manifest.GetProperty("config")));
        LayerFiles = [.. manifest.GetProperty("layers").EnumerateArray().Select(Blob)];
    }

    public JsonElement Config => configuration.GetProperty("config");

    /// <summary>Files, the lowest first.</summary>
    public IReadOnlyList<string> LayerFiles { get; }

    public IEnumerable<string?> UnpackedDigests => configuration.GetProperty("rootfs").GetProperty("diff_ids").EnumerateArray().Select(id => id.GetString());

    /// <summary>Of the list that older engines read; it names the same layers.</summary>
    public IEnumerable<string?> DockerTags
    {
        get
        {
            JsonElement list = Assert.Single(Read(Path.Combine(folder, "manifest.json")).EnumerateArray());
            Assert.Equal(LayerFiles, list.GetProperty("Layers").EnumerateArray().Select(path => Path.Combine(folder, path.GetString()!)));
            return list.GetProperty("RepoTags").EnumerateArray().Select(tag => tag.GetString());
        }
    }

    public static string UnpackedDigest(string layer)
    {
        using GZipStream stream = new(File.OpenRead(layer), CompressionMode.Decompress);
        return Digest(stream);
    }

    private static string Digest(Stream stream) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(stream))}";

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;

    private string Blob(JsonElement descriptor)
    {
        string digest = descriptor.GetProperty("digest").GetString()!;
        string path = Path.Combine(folder, "blobs", "sha256", digest["sha256:".Length..]);
        using FileStream stream = File.OpenRead(path);
        Assert.Equal((digest, descriptor.GetProperty("size").GetInt64()), (Digest(stream), stream.Length));
        return path;
    }
}
