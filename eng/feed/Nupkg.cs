using System.IO.Compression;
using System.Xml.Linq;

namespace ServerlessTraining.Feed;

/// <summary>Writes the smallest package NuGet accepts: a nuspec and the assembly. Same input, same bytes.</summary>
internal static class Nupkg
{
    private const string TargetFramework = "net8.0";
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    // ZIP cannot express an earlier instant; a fixed one keeps the package the same from machine to machine.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Write(string folder, PackageEntry entry, string license, PackedAssembly assembly)
    {
        string file = Path.Combine(folder, $"{entry.Id.ToLowerInvariant()}.{entry.Version}.nupkg");
        using (ZipArchive zip = new(File.Create(file + ".part"), ZipArchiveMode.Create))
        {
            Add(zip, entry.Id + ".nuspec", Specification(entry, license).ToString());
            using FileStream source = File.OpenRead(assembly.File);
            using Stream target = Entry(zip, $"lib/{TargetFramework}/{entry.Id}.dll").Open();
            source.CopyTo(target);
        }

        File.Move(file + ".part", file, overwrite: true);
        return file;
    }

    private static XDocument Specification(PackageEntry entry, string license) => new(
        new XElement(Nuspec + "package", new XElement(Nuspec + "metadata",
            new XElement(Nuspec + "id", entry.Id),
            new XElement(Nuspec + "version", entry.Version),
            new XElement(Nuspec + "authors", entry.Authors),
            new XElement(Nuspec + "license", new XAttribute("type", "expression"), license),
            new XElement(Nuspec + "description", $"The published assembly of {entry.Id} {entry.Version}, repackaged for this build only."),
            new XElement(Nuspec + "dependencies", new XElement(Nuspec + "group", new XAttribute("targetFramework", TargetFramework),
                entry.Dependencies.Select(d => new XElement(Nuspec + "dependency", new XAttribute("id", d.Key), new XAttribute("version", d.Value))))))));

    private static void Add(ZipArchive zip, string name, string text)
    {
        using StreamWriter writer = new(Entry(zip, name).Open());
        writer.Write(text);
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Epoch;
        return entry;
    }
}
