using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ServerlessTraining.Infra.Schemas;

/// <summary>What is embedded in an assembly, read from its bytes: nothing of it is loaded or run.</summary>
internal sealed class EmbeddedFiles : IDisposable
{
    private readonly PEReader portable;
    private readonly Dictionary<string, int> offsets;

    private EmbeddedFiles(PEReader portable)
    {
        this.portable = portable;
        MetadataReader metadata = portable.GetMetadataReader();
        offsets = metadata.ManifestResources
            .Select(metadata.GetManifestResource)
            .Where(resource => resource.Implementation.IsNil)
            .ToDictionary(resource => metadata.GetString(resource.Name), resource => (int)resource.Offset, StringComparer.Ordinal);
    }

    public static EmbeddedFiles Open(string assembly) => new(new PEReader(File.OpenRead(assembly)));

    /// <summary>An embedded file that was deflated.</summary>
    public Stream Inflate(string name)
    {
        BlobReader reader = portable.GetSectionData(portable.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        reader.Offset = offsets[name];
        byte[] bytes = reader.ReadBytes(reader.ReadInt32());
        return new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
    }

    public void Dispose() => portable.Dispose();
}
