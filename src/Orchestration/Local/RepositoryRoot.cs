namespace ServerlessTraining.Orchestration.Local;

/// <summary>The clone that this process runs from: the nearest folder upwards with ServerlessTraining.sln and host.json, or ST_ROOT.</summary>
public sealed record RepositoryRoot(string Path)
{
    public const string Variable = "ST_ROOT";

    public string NativeManifest => System.IO.Path.Combine(Path, ".native", "manifest.json");

    public string HostProgram => System.IO.Path.Combine(Path, "src", "LocalHost", "bin", "Release", "net10.0", "ServerlessTraining.LocalHost.dll");

    public string TrainerProgram => System.IO.Path.Combine(Path, "src", "Trainer", "bin", "Release", "net10.0", "ServerlessTraining.Trainer.dll");

    public string PackageSources => System.IO.Path.Combine(Path, ".packages", "sources.json");

    public string AzuriteScript => System.IO.Path.Combine(Path, "azurite", "start.mjs");

    public string DemoGrid => System.IO.Path.Combine(Path, "configs", "grids", "demo.yaml");

    public string HostJson => System.IO.Path.Combine(Path, "host.json");

    /// <summary>Where the built dashboard lies; absent until somebody builds it.</summary>
    public string DashboardFiles => System.IO.Path.Combine(Path, "src", "Dashboard", "dist");

    /// <summary>Null where there is no clone, as in Azure.</summary>
    public static RepositoryRoot? Find() => Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, Environment.CurrentDirectory);

    public static RepositoryRoot? Find(string? chosen, params IEnumerable<string> starts)
    {
        if (!string.IsNullOrWhiteSpace(chosen)) return new RepositoryRoot(System.IO.Path.GetFullPath(chosen));
        foreach (string start in starts)
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (Holds(folder, "ServerlessTraining.sln") && Holds(folder, "host.json")) return new RepositoryRoot(folder.FullName);
            }
        }

        return null;
    }

    private static bool Holds(DirectoryInfo folder, string file) => File.Exists(System.IO.Path.Combine(folder.FullName, file));
}
