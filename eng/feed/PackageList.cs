using System.Text.Json;

namespace ServerlessTraining.Feed;

/// <summary>packages.json: what can be packed, and from which npm tarball the assemblies come.</summary>
internal sealed record PackageList(string Tarball, string License, List<PackageEntry> Packages)
{
    /// <summary>What the registry's Azure.Core brings along.</summary>
    private static readonly string[] AzureCore = ["System.ClientModel", "System.Memory.Data", "Microsoft.Bcl.AsyncInterfaces"];

    public static PackageList Read(string file) =>
        JsonSerializer.Deserialize<PackageList>(File.ReadAllText(file), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException($"{file} is empty.");

    public IEnumerable<PackageEntry> Select(string[] ids)
    {
        string[] unknown = [.. ids.Except(Packages.Select(p => p.Id), StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw new InvalidDataException(
                $"eng/feed/packages.json has no {string.Join(", ", unknown)}; it has {string.Join(", ", Packages.Select(p => p.Id))}. " +
                "Add an entry, or take a registry that has the package.");
        }

        return ids.Length == 0 ? Packages : Packages.Where(p => ids.Contains(p.Id, StringComparer.Ordinal));
    }

    /// <summary>Everything that restoring <paramref name="entry"/> brings, as far as it is known here.</summary>
    public HashSet<string> Closure(PackageEntry entry)
    {
        HashSet<string> closure = new(StringComparer.Ordinal);
        Stack<string> open = new(entry.Dependencies.Keys);
        while (open.TryPop(out string? id))
        {
            if (!closure.Add(id))
            {
                continue;
            }

            string[] next = id == "Azure.Core" ? AzureCore : [.. Packages.Find(p => p.Id == id)?.Dependencies.Keys ?? Enumerable.Empty<string>()];
            foreach (string dependency in next)
            {
                open.Push(dependency);
            }
        }

        return closure;
    }
}
