namespace ServerlessTraining.Cli.Cloud;

/// <summary>Finds a program as the shell of this machine does: on Windows it may be azd.exe as well as az.cmd.</summary>
internal static class ProgramFinder
{
    private const string WindowsExtensions = ".COM;.EXE;.BAT;.CMD";
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    /// <param name="name">Without an extension.</param>
    /// <param name="path">PATH: folders in the order of the search.</param>
    /// <param name="extensions">PATHEXT: what may be run on Windows, in the order of the search.</param>
    /// <param name="windows">Whether the rules of Windows hold.</param>
    /// <returns>Its file; null where it is in no folder.</returns>
    public static string? Find(string name, string? path, string? extensions, bool windows)
    {
        const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        string[] endings = windows ? (string.IsNullOrEmpty(extensions) ? WindowsExtensions : extensions).Split(';', Tidy) : [""];
        // An empty folder would mean the current one: nothing of a clone is run because it has the name of a tool.
        return (path ?? "").Split(windows ? ';' : ':', Tidy)
            .Select(folder => folder.Trim('"'))
            .Where(Directory.Exists)
            .SelectMany(folder => endings.Select(ending => windows ? InAnyCase(folder, name + ending) : Runnable(Path.Combine(folder, name))))
            .FirstOrDefault(file => file is not null);
    }

    private static string? InAnyCase(string folder, string file) => Directory.EnumerateFiles(folder, file, AnyCase).FirstOrDefault();

    private static string? Runnable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Executable) != UnixFileMode.None) ? file : null;
}
