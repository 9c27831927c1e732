using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Orchestration.Dashboard;

/// <summary>Where the built page may lie.</summary>
/// <param name="Folders">The first that has an index.html.</param>
public sealed record PageOptions(params IReadOnlyList<string> Folders)
{
    public const string Start = "index.html";

    /// <summary>For whoever meets no page.</summary>
    public const string NotBuilt = "The dashboard is not built. Build it: npm --prefix src/Dashboard ci && npm --prefix src/Dashboard run build";

    /// <summary>Beside the app, where publishing puts it; else in the clone that the process runs from, where it is built.</summary>
    public static PageOptions Find()
    {
        string published = Path.Combine(AppContext.BaseDirectory, "dashboard");
        return RepositoryRoot.Find() is { } clone ? new PageOptions(published, clone.DashboardFiles) : new PageOptions(published);
    }
}
