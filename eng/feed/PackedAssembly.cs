using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ServerlessTraining.Feed;

/// <summary>A genuine assembly, checked against the entry it is to be packed under.</summary>
internal sealed record PackedAssembly(string File)
{
    public static PackedAssembly Open(string file, PackageEntry entry, PackageList list)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new InvalidDataException($"{entry.Id}: the tarball has no {Path.GetFileName(file)}. Another version of it may; see eng/feed/packages.json.");
        }

        using PEReader portable = new(System.IO.File.OpenRead(file));
        MetadataReader metadata = portable.GetMetadataReader();
        AssertVersion(file, metadata, entry);
        AssertDependencies(metadata, entry, list.Closure(entry));
        return new PackedAssembly(file);
    }

    private static void AssertVersion(string file, MetadataReader metadata, PackageEntry entry)
    {
        string informational = InformationalVersion(metadata) ?? throw new InvalidDataException($"{file} states no version.");
        if (!informational.Split('+')[0].Equals(entry.Version, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"{entry.Id}: eng/feed/packages.json says {entry.Version}, the assembly says {informational}. Correct the entry and Directory.Packages.props.");
        }
    }

    /// <summary>Every reference must be the framework's or a declared dependency: a forgotten one would fail at run time only.</summary>
    private static void AssertDependencies(MetadataReader metadata, PackageEntry entry, HashSet<string> closure)
    {
        string[] undeclared =
        [
            .. metadata.AssemblyReferences
                .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
                .Where(name => !closure.Contains(name) && !IsInFramework(name)),
        ];
        if (undeclared.Length > 0)
        {
            throw new InvalidDataException($"{entry.Id} {entry.Version} refers to {string.Join(", ", undeclared)}, which eng/feed/packages.json does not list as its dependencies.");
        }
    }

    // The shared frameworks lie beside each other, each under the runtime's version.
    private static bool IsInFramework(string name)
    {
        DirectoryInfo runtime = new(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        return runtime.Parent!.Parent!.EnumerateDirectories().Any(framework => System.IO.File.Exists(Path.Combine(framework.FullName, runtime.Name, name + ".dll")));
    }

    private static string? InformationalVersion(MetadataReader metadata)
    {
        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference)
            {
                continue;
            }

            MemberReference constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
            TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent);
            if (metadata.StringComparer.Equals(type.Name, nameof(AssemblyInformationalVersionAttribute)))
            {
                BlobReader value = metadata.GetBlobReader(attribute.Value);
                value.ReadUInt16();
                return value.ReadSerializedString();
            }
        }

        return null;
    }
}
