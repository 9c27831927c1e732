using System.Xml.Linq;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Architecture;

/// <summary>A project under src/ and what it refers to, whatever the condition.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Select(Read)];

    private static ProjectFile Read(string file)
    {
        XDocument project = XDocument.Load(file);
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(file),
            [.. Includes(project, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Includes(project, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();
}
