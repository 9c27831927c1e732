using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ServerlessTraining.Orchestration.Local;

/// <summary>The processes of this machine with their command lines, which the framework does not give for another process.</summary>
public static partial class ProcessTable
{
    private const string Proc = "/proc";
    private const int Terminate = 15;

    /// <summary>Empty when there is no such process, or it is only a remainder that its parent has not collected.</summary>
    public static IReadOnlyList<string> CommandLine(int pid) => Directory.Exists($"{Proc}/self")
        ? ReadProc(pid)
        : All().FirstOrDefault(p => p.Pid == pid).Words ?? [];

    public static IEnumerable<(int Pid, IReadOnlyList<string> Words)> All() => Directory.Exists($"{Proc}/self")
        ? Directory.EnumerateDirectories(Proc)
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Select(pid => (pid, (IReadOnlyList<string>)ReadProc(pid)))
        : FromPs();

    /// <summary>Asks a process to stop (SIGTERM).</summary>
    public static bool AskToStop(int pid) => kill(pid, Terminate) == 0;

    private static string[] ReadProc(int pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"{Proc}/{pid}/cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // macOS has no /proc.
    private static List<(int Pid, IReadOnlyList<string> Words)> FromPs()
    {
        using Process ps = Process.Start(new ProcessStartInfo("ps", ["-A", "-ww", "-o", "pid=,command="]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        List<(int, IReadOnlyList<string>)> all = [];
        while (ps.StandardOutput.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pid)) all.Add((pid, words[1..]));
        }

        return all;
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int kill(int pid, int signal);
}
