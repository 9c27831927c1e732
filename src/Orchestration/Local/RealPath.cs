namespace ServerlessTraining.Orchestration.Local;

/// <summary>The one path of a folder, whatever links lead to it.</summary>
public static class RealPath
{
    /// <summary>What is not there yet may be the end of it. Of what cannot be looked at, the absolute path as it is written.</summary>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            return Resolve(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return full;
        }
    }

    private static string Resolve(string full)
    {
        string real = Path.GetPathRoot(full)!;
        foreach (string part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            FileSystemInfo? target = Directory.Exists(next) ? Directory.ResolveLinkTarget(next, returnFinalTarget: true) : null;
            real = target is null ? next : Resolve(Path.GetFullPath(target.FullName));
        }

        return real;
    }
}
